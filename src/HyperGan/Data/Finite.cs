namespace HyperGan;

/// <summary> Refuses numbers that no network can be asked about. </summary>
static class Finite
{
    /// <summary> Rows of <paramref name="width"/> finite numbers. </summary>
    /// <exception cref="ArgumentException"> One is not; the message names row and column, both counted from 0. </exception>
    public static void Require(string where, string what, ReadOnlySpan<Real> values, int width)
    {
        for (var i = 0; i < values.Length; i++)
            if (!Real.IsFinite(values[i]))
                throw new ArgumentException($"{where}: {what} {i % width} of row {i / width} is {values[i]}; drop the row or fill the number in.");
    }
}
