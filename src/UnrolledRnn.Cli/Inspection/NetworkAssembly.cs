using System.Reflection;
using UnrolledRnn.Cli.Files;

namespace UnrolledRnn.Cli.Inspection;

/// <summary>The generated classes of a built assembly, which is loaded beside this program and let go afterwards.</summary>
internal sealed class NetworkAssembly : IDisposable
{
    private readonly InspectedAssemblies _context;
    private readonly string _path;
    private readonly Type[] _networks;

    /// <summary>Loads an assembly.</summary>
    /// <exception cref="IOException">There is no such file, or it is no assembly.</exception>
    public NetworkAssembly(string path)
    {
        RegularFile.Check(path);
        _path = path;
        _context = new InspectedAssemblies(Path.GetDirectoryName(path)!);
        try
        {
            _networks = [.. Types(_context.LoadFromStream(new MemoryStream(File.ReadAllBytes(path)))).Where(IsNetwork)];
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            throw new IOException($"{path}: expected an assembly of .NET such as app.dll, found something else.", exception);
        }
    }

    /// <summary>The full names of its classes.</summary>
    public IEnumerable<string> Names => _networks.Select(NameOf).Order(StringComparer.Ordinal);

    /// <summary>Finds a class.</summary>
    /// <param name="name">Its name, with or without its namespace.</param>
    /// <exception cref="IOException">There is no such class, or there are several.</exception>
    public Type Find(string name)
    {
        Type[] found = [.. _networks.Where(type => NameOf(type) == name)];
        if (found.Length == 0)
        {
            found = [.. _networks.Where(type => type.Name == name)];
        }

        if (found.Length != 1)
        {
            string problem = found.Length == 0 ? "there is no generated class" : "there are several generated classes";
            string others = _networks.Length == 0 ? "it has none" : $"its classes are {string.Join(", ", Names)}";
            throw new IOException($"{_path}: {problem} '{name}'; {others}.");
        }

        return found[0];
    }

    /// <summary>Describes a class.</summary>
    /// <param name="name">Its name, with or without its namespace.</param>
    /// <exception cref="IOException">There is no such class, there are several, or it was made for another version.</exception>
    public ClassDescription Describe(string name)
    {
        Type found = Find(name);
        try
        {
            return typeof(ClassDescription).GetMethod(nameof(ClassDescription.Of))!
                .MakeGenericMethod(found)
                .CreateDelegate<Func<ClassDescription>>()();
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMemberException or TypeInitializationException
            or ArgumentException or FileNotFoundException or FileLoadException)
        {
            throw new IOException($"{_path}: {name} was made for another version of UnrolledRnn ({exception.Message}).", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Unload();

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static bool IsNetwork(Type type) => type is { IsClass: true, IsGenericTypeDefinition: false }
        && type.GetInterfaces().Any(implemented =>
            implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(ISequenceNetwork<>));

    /// <summary>The types whose own references are there.</summary>
    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
