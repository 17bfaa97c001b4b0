using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> Finds the compiled tile of a shape. A shape is compiled when it is first used. </summary>
static unsafe class Tiles<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Those that were found, as 12 × 2 × 2 × 2 addresses: looking them up again takes a branch instead of three. </summary>
    static readonly nint[] _found = new nint[12 * 8];

    /// <summary> The tile of 1 … 12 <paramref name="rows"/> and one or two <paramref name="vectors"/>, the last one ragged or not, for rows of A that are contiguous, or else its columns. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Of(int rows, int vectors, bool ragged, bool rowMajor)
    {
        ref var found = ref _found[8 * (rows - 1) + 4 * (vectors - 1) + (ragged ? 2 : 0) + (rowMajor ? 1 : 0)];
        return (delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void>)(found != 0 ? found : found = (nint)Find(rows, vectors, ragged, rowMajor));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Find(int rows, int vectors, bool ragged, bool rowMajor) => rows switch
    {
        1 => Of<S1>(vectors, ragged, rowMajor),
        2 => Of<S2>(vectors, ragged, rowMajor),
        3 => Of<S3>(vectors, ragged, rowMajor),
        4 => Of<S4>(vectors, ragged, rowMajor),
        5 => Of<S5>(vectors, ragged, rowMajor),
        6 => Of<S6>(vectors, ragged, rowMajor),
        7 => Of<S7>(vectors, ragged, rowMajor),
        8 => Of<S8>(vectors, ragged, rowMajor),
        9 => Of<S9>(vectors, ragged, rowMajor),
        10 => Of<S10>(vectors, ragged, rowMajor),
        11 => Of<S11>(vectors, ragged, rowMajor),
        _ => Of<S12>(vectors, ragged, rowMajor),
    };

    static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Of<TRows>(int vectors, bool ragged, bool rowMajor)
        where TRows : unmanaged, ISize =>
        rowMajor ? Of<TRows, Yes>(vectors, ragged) : Of<TRows, No>(vectors, ragged);

    static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Of<TRows, TRowMajor>(int vectors, bool ragged)
        where TRows : unmanaged, ISize
        where TRowMajor : IAnswer =>
        (vectors, ragged) switch
        {
            (1, false) => &Tile<TVector, TLanes, TRows, S1, No, TRowMajor>.Run,
            (1, true) => &Tile<TVector, TLanes, TRows, S1, Yes, TRowMajor>.Run,
            (_, false) => &Tile<TVector, TLanes, TRows, S2, No, TRowMajor>.Run,
            (_, true) => &Tile<TVector, TLanes, TRows, S2, Yes, TRowMajor>.Run,
        };
}
