namespace HyperGan.Kernels;

/// <summary>
/// What the elementary functions ask of a vector. Two types implement it, <see cref="NarrowReals"/> and <see cref="WideReals"/>; the functions
/// are written once over this interface and specialised by the JIT. Every operation is that of IEEE in each lane, so both give the same bits.
/// </summary>
interface IReals<TSelf> where TSelf : struct, IReals<TSelf>
{
    /// <summary> Numbers in one vector. </summary>
    static abstract int Count { get; }

    /// <summary> One number in every lane. </summary>
    static abstract TSelf All(Real value);

    /// <summary> The number of these bits in every lane. </summary>
    static abstract TSelf AllBits(Bits value);

    static abstract TSelf Load(ref Real from, nuint at);

    static abstract void Store(TSelf value, ref Real to, nuint at);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    // A comparison and its choice are one operation, since only then does the JIT keep the outcome in a mask register.

    /// <summary> yes where a &lt; b, no elsewhere (also where one of them is NaN). </summary>
    static abstract TSelf IfLess(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary> yes where a = b, no elsewhere. </summary>
    static abstract TSelf IfEqual(TSelf a, TSelf b, TSelf yes, TSelf no);

    /// <summary> Whether the bits of a, as an integer with a sign, are less than those of b in all lanes. </summary>
    static abstract bool AllBitsLess(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    /// <summary> The nearest whole number, the even one of two. </summary>
    static abstract TSelf Round(TSelf a);

    /// <summary> The smaller of a and b; x where that is NaN, which is why the bound comes first. </summary>
    static abstract TSelf AtMost(TSelf bound, TSelf x);

    /// <summary> The larger of a and b; x where that is NaN. </summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf x);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary> The bits of a as an integer, plus those of b. </summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary> The bits of a as an integer, minus those of b. </summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary> y·2ⁿ of a whole n, rounded once, also where 2ⁿ is too large or too small to be a number. |n| is at most 2·bias − 2; y is a number with all its bits. </summary>
    static abstract TSelf TimesPower(TSelf y, TSelf n);

    /// <summary> The bits moved up, zeros from below. </summary>
    static abstract TSelf operator <<(TSelf a, int count);

    /// <summary> The bits moved down, zeros from above. </summary>
    static abstract TSelf operator >>>(TSelf a, int count);
}
