namespace UnrolledRnn.Generator.Emission.Kernels;

/// <summary>Rows of floats in local variables of a kernel.</summary>
internal static class ScratchEmitter
{
    /// <summary>The memory behind a row, by the name of the reference to it.</summary>
    public static string Memory(string name) => name + "Floats";

    /// <summary>Declares a row of zeros and the reference to it.</summary>
    public static void Emit(SourceWriter writer, string name, long length) => writer.Write(
        $"""
        Floats{length} {Memory(name)} = default;
        ref float {name} = ref Unsafe.As<Floats{length}, float>(ref {Memory(name)});
        """);
}
