using System.Text.Json;

namespace UnrolledRnn.Formats;

/// <summary>Reads nested arrays of numbers.</summary>
internal static class NumberArray
{
    /// <summary>Reads a rectangular array that begins at the reader's token; null, with the reader where it was, if it is none.</summary>
    public static JsonNumbers? TryRead(ref Utf8JsonReader reader)
    {
        Utf8JsonReader at = reader;
        if (Measure(at) is not (int[] shape, int count))
        {
            return null;
        }

        float[] values = new float[count];
        int depth = 1;
        for (int i = 0; depth > 0 && at.Read();)
        {
            switch (at.TokenType)
            {
                case JsonTokenType.StartArray:
                    depth++;
                    break;
                case JsonTokenType.EndArray:
                    depth--;
                    break;
                default:
                    values[i++] = (float)at.GetDouble();
                    break;
            }
        }

        reader = at;
        return new JsonNumbers(shape, values);
    }

    /// <summary>
    /// The shape, so that memory is taken once and no more than there are numbers; null where an array is ragged or has others.
    /// </summary>
    private static (int[] Shape, int Count)? Measure(Utf8JsonReader at)
    {
        List<int> shape = [-1];
        List<int> lengths = [0];
        bool sawNumber = false;
        int count = 0;
        while (lengths.Count > 0 && at.Read())
        {
            switch (at.TokenType)
            {
                case JsonTokenType.StartArray:
                    lengths[^1]++;
                    lengths.Add(0);
                    if (sawNumber && lengths.Count > shape.Count)
                    {
                        return null;
                    }

                    if (lengths.Count > shape.Count)
                    {
                        shape.Add(-1);
                    }

                    break;
                case JsonTokenType.Number:
                    if (sawNumber && lengths.Count != shape.Count)
                    {
                        return null;
                    }

                    sawNumber = true;
                    lengths[^1]++;
                    count++;
                    break;
                case JsonTokenType.EndArray:
                    int level = lengths.Count - 1;
                    if (shape[level] >= 0 && shape[level] != lengths[level])
                    {
                        return null;
                    }

                    shape[level] = lengths[level];
                    lengths.RemoveAt(level);
                    break;
                default:
                    return null;
            }
        }

        return sawNumber && lengths.Count == 0 && shape.TrueForAll(length => length > 0) ? ([.. shape], count) : null;
    }
}
