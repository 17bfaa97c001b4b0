using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// Functions of one or two operands of equal length, and their adjoints; a value depends on its arguments alone, never on its place or the
/// length. Shapes that differ meet in <see cref="Broadcast"/>, which gives the same bits.
/// </summary>
/// <remarks>
/// The loops name their operands instead of going through <see cref="Lane"/>: a struct of five lanes is copied through memory, which costs more
/// than the arithmetic of a small tensor (300 ns against 20 for sixteen numbers).
/// </remarks>
public static class Elementwise
{
    static nuint Width => (nuint)Vector<Real>.Count;

    /// <summary> y = f(x), in the same stretches for any team. <paramref name="y"/> may be <paramref name="x"/> itself. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Forward<TMap>(ReadOnlySpan<Real> x, Span<Real> y, Team? team = null) where TMap : IElementwise
    {
        if (x.Length != y.Length)
            Refuse<TMap>("Forward", "x and y", (x.Length, y.Length));
        if (y.Length <= Stretch.Size)
            TMap.Forward(x, y);
        else
            ForwardStretches<TMap>(x, y, team);
    }

    /// <summary> y = f(x). <paramref name="y"/> may be <paramref name="x"/> itself. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Apply<TMap>(ReadOnlySpan<Real> x, Span<Real> y) where TMap : IMapValue
    {
        if (x.Length != y.Length)
            Refuse<TMap>("Apply", "x and y", (x.Length, y.Length));
        Write<FirstAlone<TMap>>(x, x, y, team: null);
    }

    /// <summary> y = f(a, b). <paramref name="y"/> may be a or b itself. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Apply<TOp>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, Span<Real> y, Team? team = null) where TOp : IBinary
    {
        if (a.Length != y.Length || b.Length != y.Length)
            Refuse<TOp>("Apply", "a, b and y", (a.Length, b.Length, y.Length));
        Write<TOp>(a, b, y, team);
    }

    /// <summary> dx += dy ⊙ slope(x, y), the product rounded before the sum. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void AccumulateSlope<TSlope>(ReadOnlySpan<Real> x, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> dx, Team? team = null) where TSlope : IMapSlope
    {
        if (x.Length != dx.Length || y.Length != dx.Length || dy.Length != dx.Length)
            Refuse<TSlope>("AccumulateSlope", "x, y, dy and dx", (x.Length, y.Length, dy.Length, dx.Length));
        Add<SlopeOfFirst<TSlope>>(x, x, y, dy, dx, toNothing: false, team);
    }

    /// <summary> dx = dy ⊙ slope(x, y). </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void MultiplySlope<TSlope>(ReadOnlySpan<Real> x, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> dx, Team? team = null) where TSlope : IMapSlope
    {
        if (x.Length != dx.Length || y.Length != dx.Length || dy.Length != dx.Length)
            Refuse<TSlope>("MultiplySlope", "x, y, dy and dx", (x.Length, y.Length, dy.Length, dx.Length));
        Add<SlopeOfFirst<TSlope>>(x, x, y, dy, dx, toNothing: true, team);
    }

    /// <summary> into += dy ⊙ slope(a, b, y), the product rounded before the sum. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void AccumulateSlope<TSlope>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> into, Team? team = null) where TSlope : ISlope
    {
        if (a.Length != into.Length || b.Length != into.Length || y.Length != into.Length || dy.Length != into.Length)
            Refuse<TSlope>("AccumulateSlope", "a, b, y, dy and the gradient", (a.Length, b.Length, y.Length, dy.Length, into.Length));
        Add<TSlope>(a, b, y, dy, into, toNothing: false, team);
    }

    /// <summary> dz = dy ⊙ slope, for a function whose slope follows from its value y. <paramref name="dz"/> may be y or dy itself. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void MultiplySlope<TSlope>(ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> dz, Team? team = null) where TSlope : IMapSlope
    {
        if (y.Length != dz.Length || dy.Length != dz.Length)
            Refuse<TSlope>("MultiplySlope", "y, dy and dz", (y.Length, dy.Length, dz.Length));
        Tally.Count(3L * dz.Length);
        Write<SlopeTimes<TSlope>>(y, dy, dz, team);
    }

    // The last vector ends with the last number and overlaps its neighbour, so that a tail is nothing special; it is computed before
    // anything is written, since the result may be an operand. Fewer numbers than a vector go through vectors of their own.

    static void Write<TOp>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, Span<Real> y, Team? team) where TOp : IBinary
    {
        if (y.Length < Vector<Real>.Count)
            WriteFew<TOp>(a, b, y);
        else if (team is null || y.Length <= Stretch.Size)
            WriteVectors<TOp>(a, b, y);
        else
            WriteStretches<TOp>(a, b, y, team);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteVectors<TOp>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, Span<Real> y) where TOp : IBinary
    {
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        ref var py = ref MemoryMarshal.GetReference(y);
        var last = (nuint)y.Length - Width;
        var tail = TOp.Value(Vector.LoadUnsafe(ref pa, last), Vector.LoadUnsafe(ref pb, last));
        for (nuint i = 0; i < last; i += Width)
            TOp.Value(Vector.LoadUnsafe(ref pa, i), Vector.LoadUnsafe(ref pb, i)).StoreUnsafe(ref py, i);
        tail.StoreUnsafe(ref py, last);
    }

    static void WriteFew<TOp>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, Span<Real> y) where TOp : IBinary
    {
        Span<Real> all = stackalloc Real[Vector<Real>.Count];
        TOp.Value(Load(a, all), Load(b, all)).CopyTo(all);
        all[..y.Length].CopyTo(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<TSlope>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> into, bool toNothing, Team? team) where TSlope : ISlope
    {
        if (into.Length < Vector<Real>.Count)
            AddFew<TSlope>(a, b, y, dy, into, toNothing);
        else if (team is null || into.Length <= Stretch.Size)
            AddVectors<TSlope>(a, b, y, dy, into, toNothing);
        else
            AddStretches<TSlope>(a, b, y, dy, into, toNothing, team);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddVectors<TSlope>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> into, bool toNothing) where TSlope : ISlope
    {
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var pdy = ref MemoryMarshal.GetReference(dy);
        ref var pinto = ref MemoryMarshal.GetReference(into);
        var last = (nuint)into.Length - Width;
        var tail = Sum<TSlope>(ref pa, ref pb, ref py, ref pdy, ref pinto, last, toNothing);
        for (nuint i = 0; i < last; i += Width)
            Sum<TSlope>(ref pa, ref pb, ref py, ref pdy, ref pinto, i, toNothing).StoreUnsafe(ref pinto, i);
        tail.StoreUnsafe(ref pinto, last);
    }

    // Not fused: a product rounded before the sum gives the same bits on hardware with and without FMA.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<Real> Sum<TSlope>(ref Real a, ref Real b, ref Real y, ref Real dy, ref Real into, nuint i, bool toNothing) where TSlope : ISlope =>
        (toNothing ? Vector<Real>.Zero : Vector.LoadUnsafe(ref into, i))
        + Times(Vector.LoadUnsafe(ref dy, i), TSlope.Slope(Vector.LoadUnsafe(ref a, i), Vector.LoadUnsafe(ref b, i), Vector.LoadUnsafe(ref y, i)), TSlope.IsMask);

    /// <summary> dy ⊙ slope, and 0 wherever a mask is 0. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<Real> Times(Vector<Real> dy, Vector<Real> slope, bool isMask) =>
        isMask ? Vector.ConditionalSelect(Vector.Equals(slope, Vector<Real>.Zero), Vector<Real>.Zero, dy) : dy * slope;

    static void AddFew<TSlope>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> into, bool toNothing) where TSlope : ISlope
    {
        Span<Real> all = stackalloc Real[Vector<Real>.Count];
        var slope = TSlope.Slope(Load(a, all), Load(b, all), Load(y, all));
        var start = toNothing ? Vector<Real>.Zero : Load(into, all);
        (start + Times(Load(dy, all), slope, TSlope.IsMask)).CopyTo(all);
        all[..into.Length].CopyTo(into);
    }

    static Vector<Real> Load(ReadOnlySpan<Real> few, Span<Real> all)
    {
        few.CopyTo(all);
        all[few.Length..].Clear();
        return new(all);
    }

    // Not inlined, as room for the spans of a job would be cleared at every call.

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ForwardStretches<TMap>(ReadOnlySpan<Real> x, Span<Real> y, Team? team) where TMap : IElementwise
    {
        var job = new ForwardJob<TMap>(x, y);
        Team.Run(team, Stretch.Count(y.Length), ref job);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void WriteStretches<TOp>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, Span<Real> y, Team team) where TOp : IBinary
    {
        var job = new WriteJob<TOp>(a, b, y);
        team.Run(Stretch.Count(y.Length), ref job);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void AddStretches<TSlope>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> into, bool toNothing, Team team) where TSlope : ISlope
    {
        var job = new AddJob<TSlope>(a, b, y, dy, into, toNothing);
        team.Run(Stretch.Count(into.Length), ref job);
    }

    readonly ref struct ForwardJob<TMap>(ReadOnlySpan<Real> x, Span<Real> y) : IJob where TMap : IElementwise
    {
        readonly ReadOnlySpan<Real> _x = x;
        readonly Span<Real> _y = y;

        public void Run(int piece)
        {
            var range = Stretch.Of(_y.Length, piece);
            TMap.Forward(_x[range], _y[range]);
        }
    }

    readonly ref struct WriteJob<TOp>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, Span<Real> y) : IJob where TOp : IBinary
    {
        readonly ReadOnlySpan<Real> _a = a, _b = b;
        readonly Span<Real> _y = y;

        public void Run(int piece)
        {
            var range = Stretch.Of(_y.Length, piece);
            Write<TOp>(_a[range], _b[range], _y[range], team: null);
        }
    }

    readonly ref struct AddJob<TSlope>(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> into, bool toNothing) : IJob where TSlope : ISlope
    {
        readonly ReadOnlySpan<Real> _a = a, _b = b, _y = y, _dy = dy;
        readonly Span<Real> _into = into;
        readonly bool _toNothing = toNothing;

        public void Run(int piece)
        {
            var range = Stretch.Of(_into.Length, piece);
            Add<TSlope>(_a[range], _b[range], _y[range], _dy[range], _into[range], _toNothing, team: null);
        }
    }

    // A message made by a caller has its room zeroed at every call, asked for or not: up to 25 ns.
    [DoesNotReturn]
    static void Refuse<TFunction>(string method, string operands, ITuple lengths)
    {
        var numbers = Enumerable.Range(0, lengths.Length - 1).Select(i => lengths[i]);
        throw new ArgumentException(
            $"Elementwise.{method}<{typeof(TFunction).Name}>: {operands} have {string.Join(", ", numbers)} and {lengths[lengths.Length - 1]} numbers; the lengths must be equal.");
    }

    readonly struct FirstAlone<TMap> : IBinary where TMap : IMapValue
    {
        public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => TMap.Value(a);
    }

    readonly struct SlopeTimes<TSlope> : IBinary where TSlope : IMapSlope
    {
        public static Vector<Real> Value(Vector<Real> y, Vector<Real> dy) => Times(dy, TSlope.Slope(y, y), TSlope.IsMask);
    }

    readonly struct SlopeOfFirst<TSlope> : ISlope where TSlope : IMapSlope
    {
        public static bool IsMask => TSlope.IsMask;

        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => TSlope.Slope(a, y);
    }
}
