namespace HyperGan.Kernels.Tests;

/// <summary> The order of <see cref="Pairwise"/> sums, number by number: the same bits are due on hardware with any vectors, or none. </summary>
static class NaivePairwise
{
    /// <summary> Blocks of 1024, combined pairwise. </summary>
    public static Real Sum(ReadOnlySpan<Real> x)
    {
        if (x.Length <= 1024)
            return BlockSum(x);
        var half = (x.Length / 1024 + 1) / 2 * 1024;
        return Sum(x[..half]) + Sum(x[half..]);
    }

    /// <summary> sums[j] = Σ rows[i][j] over the rows in blocks of 16, combined pairwise. </summary>
    public static Real[] ColumnSums(ReadOnlySpan<Real[]> rows)
    {
        if (rows.Length > 16)
        {
            var half = (rows.Length / 16 + 1) / 2 * 16;
            return [.. ColumnSums(rows[..half]).Zip(ColumnSums(rows[half..]), (a, b) => a + b)];
        }
        var sums = new Real[rows[0].Length];
        foreach (var row in rows)
            for (var j = 0; j < sums.Length; j++)
                sums[j] += row[j];
        return sums;
    }

    /// <summary> 32 partial sums; whole groups of 128 are added four by four, the rest one by one; then folded in halves. </summary>
    static Real BlockSum(ReadOnlySpan<Real> x)
    {
        var partial = new Real[32];
        var whole = x.Length / 128 * 128;
        for (var i = 0; i < whole; i += 128)
            for (var lane = i; lane < i + 32; lane++)
                partial[lane - i] += (x[lane] + x[lane + 32]) + (x[lane + 64] + x[lane + 96]);
        for (var i = whole; i < x.Length; i++)
            partial[i % 32] += x[i];
        for (var half = 16; half > 0; half /= 2)
            for (var lane = 0; lane < half; lane++)
                partial[lane] += partial[lane + half];
        return partial[0];
    }
}
