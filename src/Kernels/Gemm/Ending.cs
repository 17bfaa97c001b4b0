namespace HyperGan.Kernels;

/// <summary>
/// What follows a product: nothing, a function of the rows of C, or 0 in place of negative sums. Those a tile cuts itself, while they are in
/// registers: a pass over rows that were just written takes 14 % of a layer 10 wide, 4 % of one of 100, though they are in the first-level cache.
/// </summary>
readonly unsafe struct Ending
{
    readonly delegate*<Span<Real>, void> _activate;

    Ending(delegate*<Span<Real>, void> activate, bool cutsNegatives)
    {
        _activate = activate;
        CutsNegatives = cutsNegatives;
    }

    public static Ending Of<TActivation>() where TActivation : IElementwise =>
        TActivation.IsIdentity ? default : new(&Activate<TActivation>, TActivation.CutsNegatives);

    public bool IsNothing => _activate == null;

    /// <inheritdoc cref="IElementwise.CutsNegatives"/>
    public bool CutsNegatives { get; }

    /// <summary> Whether rows have to be passed over once more, when they are written. </summary>
    public bool TakesAPass => !IsNothing && !CutsNegatives;

    /// <summary> The pass over some rows of C, whose columns are contiguous: one by one, or all at once where no gap is between them. </summary>
    public void Run(in Product product, int row, int rows)
    {
        var together = product.C.Row == product.N ? rows : 1;
        for (var i = row; i < row + rows; i += together)
            _activate(new(product.C.At(i, 0).Pointer, together * product.N));
    }

    static void Activate<TActivation>(Span<Real> row) where TActivation : IElementwise => TActivation.Forward(row, row);
}
