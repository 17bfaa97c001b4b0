namespace HyperGan.Kernels;

/// <summary> What <see cref="Pairwise"/> sums: numbers that lie in memory, or are computed when asked for. </summary>
interface ITerms<TSelf> where TSelf : ITerms<TSelf>, allows ref struct
{
    /// <summary> Columns col … col + count − 1 of row (stack, row): a view of memory, or <paramref name="scratch"/> filled. </summary>
    // Static, with the terms by `in`: the compiler then knows that the scratch memory cannot be kept by them.
    static abstract ReadOnlySpan<Real> Row(in TSelf terms, int stack, int row, int col, int count, Span<Real> scratch);
}
