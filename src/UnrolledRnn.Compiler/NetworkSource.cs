using System.Security.Cryptography;
using System.Text;
using UnrolledRnn.Formats;
using UnrolledRnn.Generator.Model;

namespace UnrolledRnn.Compiler;

/// <summary>The declaration of a model as source text, and what tells its code from other code.</summary>
internal static class NetworkSource
{
    /// <summary>The type that makes runners.</summary>
    public const string EntryName = "UnrolledRnn.Compiled.Entry";

    /// <summary>The type within which whole classes lie.</summary>
    public const string ClassesName = "UnrolledRnn.Compiled.Classes";

    /// <summary>Time steps of a pass: a block of audio.</summary>
    private const int SequenceLength = 64;

    private const string ClassName = "Compiled";

    /// <summary>What tells the libraries from other builds of them.</summary>
    // A type of the generator that needs nothing of Roslyn, which would take long to load where code is on disk.
    internal static string Versions { get; } =
        $"{VersionOf(typeof(NetworkSpec))} {VersionOf(typeof(ISequenceNetwork<>))} {VersionOf(typeof(NetworkRunner))}";

    /// <summary>The source that the generator completes.</summary>
    public static string Of(ModelDescription model)
    {
        string runner = model is { TakesTokens: true, ReadsInputLater: false, InputSize: > 1 }
            ? nameof(GeneratedTokenRunner<>)
            : nameof(GeneratedRunner<>);
        string declaration = model.WithoutInitialState().ToDeclaration(ClassName, SequenceLength)
            .Replace("public sealed", "private sealed", StringComparison.Ordinal);
        return $$"""
            using UnrolledRnn;
            using UnrolledRnn.Formats;

            namespace UnrolledRnn.Compiled;

            public sealed partial class Entry : CompiledNetwork
            {
                public override NetworkRunner CreateRunner(ModelDescription model) =>
                    new {{runner}}<{{ClassName}}>(model.Create<{{ClassName}}>());

                // Private, so that it is not one of the application's classes, which stay for ever.
                {{declaration}}
            }
            """;
    }

    /// <summary>The source of a whole class; nested, so that it is not one of those by which models of files run.</summary>
    public static string OfClass(string declaration) => $$"""
        using UnrolledRnn;

        namespace UnrolledRnn.Compiled;

        public static partial class Classes
        {
            {{declaration.Replace("public sealed", "private sealed", StringComparison.Ordinal)}}
        }
        """;

    /// <summary>A name for the code of all models of the same layers, made by these versions of the libraries.</summary>
    public static string KeyOf(ModelDescription model)
    {
        string text = $"{Versions}\n{Environment.Version} {MachineScope.Setting}\n{Of(model)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string VersionOf(Type type) => type.Assembly.ManifestModule.ModuleVersionId.ToString("N");
}
