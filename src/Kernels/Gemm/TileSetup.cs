namespace HyperGan.Kernels;

/// <summary>
/// What all tiles of a block have in common. They get it by reference: as arguments these numbers would be written to the stack before each
/// tile, and wait there behind the stores of the tile before.
/// </summary>
unsafe struct TileSetup
{
    /// <summary> Products per element. </summary>
    public int K;

    /// <inheritdoc cref="GemmPlan.FetchesC"/>
    public bool FetchesC;

    /// <summary> Whether negative sums are written as 0. </summary>
    public bool CutsNegatives;

    /// <summary> Whether memory of ours follows the last column of B up to a whole vector; if not, a ragged vector is moved left until it ends with the last column. </summary>
    public bool HasSlack;

    /// <summary> Whether the numbers of a row of A are neighbours; if not, those of a column are. </summary>
    public bool IsRowMajor;

    /// <summary> Bytes from one row of A to the next, if it is row-major, or else from one column to the next. </summary>
    public nint ARow, ACol;

    /// <summary> Numbers from one row to the next of B, of what the sums start from (0 for a bias that is a row), and of C. </summary>
    public nint BRow, StartRow, CRow;

    /// <summary> Numbers from what is read of B to what is fetched meanwhile: by the tiles of C before an address, since those after them find it there. </summary>
    public nint Ahead;

    /// <inheritdoc cref="Ahead"/>
    public Real* FetchesBefore;
}
