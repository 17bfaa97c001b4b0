using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> Finds the compiled tile of a shape. A shape is compiled when it is first used. </summary>
static unsafe class Tiles<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Those that were found, as 12 × 2 × 2 addresses: looking them up again takes a branch instead of three. </summary>
    static readonly nint[] _found = new nint[12 * 4];

    /// <summary> The tile of 1 … 12 <paramref name="rows"/> and one or two <paramref name="vectors"/>, the last one ragged or not. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Of(int rows, int vectors, bool ragged)
    {
        ref var found = ref _found[4 * (rows - 1) + 2 * (vectors - 1) + (ragged ? 1 : 0)];
        return (delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void>)(found != 0 ? found : found = (nint)Find(rows, vectors, ragged));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Find(int rows, int vectors, bool ragged) => rows switch
    {
        1 => Of<S1>(vectors, ragged),
        2 => Of<S2>(vectors, ragged),
        3 => Of<S3>(vectors, ragged),
        4 => Of<S4>(vectors, ragged),
        5 => Of<S5>(vectors, ragged),
        6 => Of<S6>(vectors, ragged),
        7 => Of<S7>(vectors, ragged),
        8 => Of<S8>(vectors, ragged),
        9 => Of<S9>(vectors, ragged),
        10 => Of<S10>(vectors, ragged),
        11 => Of<S11>(vectors, ragged),
        _ => Of<S12>(vectors, ragged),
    };

    static delegate*<in TileSetup, Real*, Real*, Real*, Real*, int, void> Of<TRows>(int vectors, bool ragged) where TRows : ISize => (vectors, ragged) switch
    {
        (1, false) => &Tile<TVector, TLanes, TRows, S1, S0>.Run,
        (1, true) => &Tile<TVector, TLanes, TRows, S1, S1>.Run,
        (_, false) => &Tile<TVector, TLanes, TRows, S2, S0>.Run,
        (_, true) => &Tile<TVector, TLanes, TRows, S2, S1>.Run,
    };
}
