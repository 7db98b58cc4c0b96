using System.Diagnostics.CodeAnalysis;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;

namespace UnrolledRnn.Compiler;

/// <summary>
/// Makes whole classes of declarations while the program runs, by the same generator that completes declared classes and by Roslyn: with
/// all that training needs, unlike <see cref="NetworkCompiler"/>, whose code runs models. Safe for several threads.
/// </summary>
/// <example>
/// <code>
/// Type network = NetworkClassCompiler.Compile(
///     "[UnrolledRnn(inputSize: 40, hiddenSize: 64, outputSize: 40, sequenceLength: 64)]\npublic sealed partial class Chars;", "Chars");
/// </code>
/// </example>
public static class NetworkClassCompiler
{
    private const string Scope = "complete";

    /// <summary>Makes a class, which stays loaded and is none of those by which models of files run.</summary>
    /// <param name="declaration">
    /// The attributes and the partial class, such as <see cref="Formats.ModelDescription.ToDeclaration"/> writes them.
    /// </param>
    /// <param name="className">The name of the class.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>A class that implements <see cref="ISequenceNetwork{TSelf}"/>.</returns>
    /// <exception cref="InvalidOperationException">The declaration does not compile; the message says why.</exception>
    /// <exception cref="NotSupportedException">This program cannot make code: see <see cref="NetworkCompiler.IsSupported"/>.</exception>
    [RequiresDynamicCode("Code is made at run time.")]
    [RequiresUnreferencedCode("Code that is made at run time uses all of UnrolledRnn.")]
    public static Type Compile(string declaration, string className, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(declaration);
        ArgumentException.ThrowIfNullOrEmpty(className);
        if (!NetworkCompiler.IsSupported)
        {
            throw new NotSupportedException(
                "Classes are made at run time only where UnrolledRnn's libraries are files and code can be compiled.");
        }

        string source = NetworkSource.OfClass(declaration);
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{NetworkSource.Versions}\n{Scope}\n{source}")));
        var folder = new CodeFolder(CodeFolder.DefaultPath);
        if (folder.Read(key) is byte[] known && TryLoad(known, className) is Type loaded)
        {
            return loaded;
        }

        byte[] image = NetworkCompilation.Emit(source, scope: null, cancellation);
        Type type = TryLoad(image, className)
            ?? throw new InvalidOperationException($"Expected a declaration of the class '{className}', got one of another class.");
        folder.TryWrite(key, image);
        return type;
    }

    [RequiresUnreferencedCode("Code that is made at run time uses all of UnrolledRnn.")]
    private static Type? TryLoad(byte[] image, string className)
    {
        try
        {
            Type? type = new AssemblyLoadContext(className).LoadFromStream(new MemoryStream(image))
                .GetType($"{NetworkSource.ClassesName}+{className}");
            return type?.GetInterfaces().Length > 0 ? type : null;
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or TypeLoadException)
        {
            return null;
        }
    }
}
