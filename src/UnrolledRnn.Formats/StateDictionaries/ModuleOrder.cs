using System.Globalization;

namespace UnrolledRnn.Formats;

/// <summary>
/// Puts modules into the order of the data: the order of the file where each reads what the one above gives, else the only order in
/// which they do.
/// </summary>
internal sealed class ModuleOrder
{
    /// <summary>Beyond as many modules, the order of the file is the only one that is tried.</summary>
    private const int MaxSearched = 64;

    /// <summary>Steps of a search, so that none goes on for ever.</summary>
    private const int MaxSteps = 20_000;

    /// <summary>Orders that are compared.</summary>
    private const int MaxFound = 32;

    private readonly IReadOnlyList<StateModule> _modules;

    /// <summary>Of each module, those of the same name with a smaller number, which come first.</summary>
    private readonly int[][] _earlier;

    private readonly bool[] _isUsed;
    private readonly List<int> _path = [];
    private readonly List<ModuleReading> _readings = [];
    private readonly List<(int[] Path, ModuleReading[] Readings)> _found = [];
    private int _steps;

    private ModuleOrder(IReadOnlyList<StateModule> modules)
    {
        _modules = modules;
        _isUsed = new bool[modules.Count];
        (string Stem, int Number)[] names = [.. modules.Select(module => Numbered(module.Name))];
        _earlier = modules.Count > MaxSearched ? [] : [.. names.Select(name => Enumerable.Range(0, names.Length)
            .Where(i => names[i].Stem == name.Stem && names[i].Number < name.Number).ToArray())];
    }

    /// <summary>What the modules are, in the order of the data; null where there is no such order, or more than one.</summary>
    /// <param name="modules">One module at least.</param>
    /// <param name="isOrdered">Whether the file has them in the order in which they were made.</param>
    /// <param name="problem">Why there is none.</param>
    public static IReadOnlyList<ModuleReading>? Find(IReadOnlyList<StateModule> modules, bool isOrdered, out string? problem)
    {
        var order = new ModuleOrder(modules);
        problem = null;
        if ((isOrdered || modules.Count > MaxSearched) && order.InFileOrder() is ModuleReading[] readings)
        {
            return readings;
        }

        if (modules.Count <= MaxSearched)
        {
            order.Search();
        }

        problem = order._found.Count == 0 ? order.Misfit() : null;
        if (problem is not null)
        {
            return null;
        }

        List<(int[] Path, ModuleReading[] Readings)> left = Preferred(Preferred(order._found, order.IsOfDense), order.IsUsual);
        if (left.Count == 1)
        {
            return left[0].Readings;
        }

        problem = $"the sizes leave the order of modules open: {order.Text(left[0].Path)}, or {order.Text(left[1].Path)}; say it by the names 'input', 'rnn.0', 'rnn.1', 'dense.0', 'linear'";
        return null;
    }

    /// <summary>The orders that are so, or all where none is.</summary>
    private static List<(int[] Path, ModuleReading[] Readings)> Preferred(
        List<(int[] Path, ModuleReading[] Readings)> orders, Predicate<(int[] Path, ModuleReading[] Readings)> isSo)
    {
        List<(int[] Path, ModuleReading[] Readings)> found = orders.FindAll(isSo);
        return found.Count > 0 ? found : orders;
    }

    private ModuleReading[]? InFileOrder()
    {
        List<ModuleReading> readings = [];
        for (int i = 0; i < _modules.Count; i++)
        {
            ModuleReading? fitting = _modules[i].Readings.FirstOrDefault(reading => Fits(reading, readings, i == _modules.Count - 1)
                && (i > 0 || _modules.Count == 1 || _modules[1].Readings.Any(next => next.InputSize == reading.OutputSize)));
            if (fitting is null)
            {
                return null;
            }

            readings.Add(fitting);
        }

        return [.. readings];
    }

    /// <summary>Adds every order to those found that begins with the modules of the path.</summary>
    private void Search()
    {
        if (_path.Count == _modules.Count)
        {
            _found.Add(([.. _path], [.. _readings]));
            return;
        }

        for (int i = 0; i < _modules.Count; i++)
        {
            if (_isUsed[i] || !Array.TrueForAll(_earlier[i], earlier => _isUsed[earlier]))
            {
                continue;
            }

            foreach (ModuleReading reading in _modules[i].Readings)
            {
                if (_found.Count == MaxFound || ++_steps > MaxSteps)
                {
                    return;
                }

                if (Fits(reading, _readings, isLast: _path.Count == _modules.Count - 1))
                {
                    _path.Add(i);
                    _isUsed[i] = true;
                    _readings.Add(reading);
                    Search();
                    _isUsed[i] = false;
                    _path.RemoveAt(_path.Count - 1);
                    _readings.RemoveAt(_readings.Count - 1);
                }
            }
        }
    }

    private static bool Fits(ModuleReading reading, List<ModuleReading> above, bool isLast) =>
        (above.Count == 0 || (!reading.IsFirst && reading.InputSize == above[^1].OutputSize)) && (!reading.IsLast || isLast);

    /// <summary>Whether no matrix that may be of a dense layer is taken for an embedding.</summary>
    private bool IsOfDense((int[] Path, ModuleReading[] Readings) order) =>
        !order.Readings[0].IsFirst || _modules[order.Path[0]].Readings.Count == 1;

    /// <summary>
    /// Whether an order is the one that names and habit mean: 'input' first and 'linear' last; and a dense layer that is alone behind
    /// the recurrent ones.
    /// </summary>
    private bool IsUsual((int[] Path, ModuleReading[] Readings) order)
    {
        int[] dense = [.. order.Path.Where(i => !_modules[i].IsRecurrent && !order.Readings[Array.IndexOf(order.Path, i)].IsFirst)];
        return order.Path.All(i => _modules[i].Name switch
        {
            "input" => i == order.Path[0],
            "linear" => i == order.Path[^1],
            _ => dense.Length > 1 || !dense.Contains(i) || i == order.Path[^1],
        });
    }

    /// <summary>Where the order of the file does not fit, and that no other does.</summary>
    private string Misfit()
    {
        string sizes = string.Join(", ", _modules.Take(16).Select(module =>
            $"'{module.Name}' {string.Join(" or ", module.Readings.Select(reading => $"{reading.InputSize} -> {reading.OutputSize}"))}"));
        return $"there is no order in which each module reads as many values as the one above gives: {sizes}";
    }

    private string Text(int[] path) => string.Join(" -> ", path.Select(i => $"'{_modules[i].Name}'"));

    /// <summary>A name without its last number: <c>lstm</c> is the first of <c>lstm2</c>.</summary>
    private static (string Stem, int Number) Numbered(string name)
    {
        int end = name.Length;
        while (end > 0 && char.IsAsciiDigit(name[end - 1]) && name.Length - end < 6)
        {
            end--;
        }

        return end == name.Length ? (name, 1) : (name[..end], int.Parse(name.AsSpan(end), CultureInfo.InvariantCulture));
    }
}
