namespace UnrolledRnn.CompilerServices;

/// <summary>Work on rows that do not depend on each other.</summary>
internal interface IRowWork
{
    /// <summary>Works on the rows from start to before end.</summary>
    void Run(int start, int end);
}
