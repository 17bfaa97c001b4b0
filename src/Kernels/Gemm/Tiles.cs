namespace HyperGan.Kernels;

/// <summary> Finds the compiled tile of a shape. A shape is compiled when it is first used. </summary>
static unsafe class Tiles<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> The tile of 1 … 12 <paramref name="rows"/> and one or two <paramref name="vectors"/>, the last one ragged or not. </summary>
    public static delegate*<int, Real*, nint, nint, Real*, nint, Real*, nint, Real*, nint, bool, nint, TVector, void> Of(int rows, int vectors, bool ragged) => rows switch
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

    static delegate*<int, Real*, nint, nint, Real*, nint, Real*, nint, Real*, nint, bool, nint, TVector, void> Of<TRows>(int vectors, bool ragged) where TRows : ISize => (vectors, ragged) switch
    {
        (1, false) => &Tile<TVector, TLanes, TRows, S1, S0>.Run,
        (1, true) => &Tile<TVector, TLanes, TRows, S1, S1>.Run,
        (_, false) => &Tile<TVector, TLanes, TRows, S2, S0>.Run,
        (_, true) => &Tile<TVector, TLanes, TRows, S2, S1>.Run,
    };
}
