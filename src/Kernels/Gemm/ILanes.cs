namespace HyperGan.Kernels;

/// <summary>
/// What the register tile asks of a vector type. Two types implement it: <see cref="NarrowLanes"/> on <c>Vector&lt;Real&gt;</c>, which every
/// machine has, and <see cref="WideLanes"/> on 512 bits. The tile is written once over this interface and specialised by the JIT.
/// </summary>
unsafe interface ILanes<TVector> where TVector : struct
{
    /// <summary> Numbers in one vector. </summary>
    static abstract int Count { get; }

    /// <summary> Rows of the register tile: two accumulators a row, two vectors of B and one of A must fit the register file. </summary>
    static abstract int TileRows { get; }

    /// <summary> Whether a multiply–add can take one number in memory for all lanes. </summary>
    static abstract bool RepeatsInPlace { get; }

    /// <summary> All zero. </summary>
    static abstract TVector Zero { get; }

    /// <summary> Lanes <paramref name="first"/> … <paramref name="end"/> − 1 set. </summary>
    static abstract TVector Mask(int first, int end);

    static abstract TVector Load(Real* from);

    /// <summary> The lanes set in <paramref name="mask"/>, zero elsewhere; memory behind the other lanes is not touched. </summary>
    static abstract TVector Load(Real* from, TVector mask);

    static abstract void Store(Real* to, TVector value);

    /// <summary> Stores the lanes set in <paramref name="mask"/>; memory behind the other lanes is not touched. </summary>
    static abstract void Store(Real* to, TVector mask, TVector value);

    /// <summary> Asks for the cache line of an address that will be read or written soon. </summary>
    static abstract void Prefetch(Real* address);

    /// <summary> The same for an address that will be needed later: into the second-level cache. </summary>
    static abstract void PrefetchFar(Real* address);

    /// <summary> One number in every lane. </summary>
    static abstract TVector Repeat(Real value);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary> 0 where a ≤ 0, a elsewhere: NaN stays. </summary>
    static abstract TVector CutNegatives(TVector a);

    /// <summary> a·b + c, fused where the hardware does it. </summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
}
