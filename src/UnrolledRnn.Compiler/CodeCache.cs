using System.Collections.Concurrent;

namespace UnrolledRnn.Compiler;

/// <summary>Loaded code by its key, as long as something else holds it.</summary>
internal sealed class CodeCache
{
    private readonly ConcurrentDictionary<string, WeakReference<CompiledCode>> _codes = new(StringComparer.Ordinal);

    /// <summary>The code of a key, or null.</summary>
    public CompiledCode? Find(string key) =>
        _codes.TryGetValue(key, out WeakReference<CompiledCode>? reference) && reference.TryGetTarget(out CompiledCode? code) ? code : null;

    /// <summary>Keeps code, or returns what another thread has kept.</summary>
    public CompiledCode Add(string key, CompiledCode code)
    {
        _codes.AddOrUpdate(key, new WeakReference<CompiledCode>(code), (_, known) =>
        {
            if (known.TryGetTarget(out CompiledCode? first))
            {
                code = first;
                return known;
            }

            return new WeakReference<CompiledCode>(code);
        });
        return code;
    }
}
