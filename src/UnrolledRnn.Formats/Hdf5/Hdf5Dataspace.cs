namespace UnrolledRnn.Formats;

/// <summary>The shape of an array or attribute.</summary>
internal static class Hdf5Dataspace
{
    private const int MaxRank = 32;

    /// <summary>Reads the dimensions; those of a single value are none, those of nothing a single 0.</summary>
    public static int[] Read(Hdf5Image image, Hdf5Cursor cursor)
    {
        int version = cursor.Byte();
        int rank = cursor.Byte();
        cursor.Byte();
        int type = 0;
        if (version == 1)
        {
            cursor.Skip(5);
        }
        else if (version == 2)
        {
            type = cursor.Byte();
        }

        if (version is not (1 or 2) || rank > MaxRank)
        {
            throw image.Problem($"a shape of version {version} has {rank} dimensions");
        }

        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            long dimension = cursor.Length();
            shape[i] = dimension is >= 0 and <= int.MaxValue
                ? (int)dimension
                : throw image.Problem($"a dimension is {dimension}");
        }

        return type == 2 ? [0] : shape;
    }

    /// <summary>The number of elements, which is checked against what the file has before anything is taken.</summary>
    public static long Count(int[] shape)
    {
        long count = 1;
        foreach (int dimension in shape)
        {
            count = dimension == 0 ? 0 : count > long.MaxValue / 16 / dimension ? long.MaxValue / 16 : count * dimension;
        }

        return count;
    }
}
