using System.Numerics;
using System.Runtime.Intrinsics;

namespace HyperGan.Bench.Compare;

/// <summary>
/// The measured limit: independent multiply-adds that touch no memory, on the vector width that does most of them here.
/// Several threads take their pieces from one counter, so the sum over threads counts even when another process holds one of the cores.
/// </summary>
sealed class Limit : IDisposable
{
    const int Accumulators = 12;
    const int Iterations = 4096;

    readonly Piece _piece;
    readonly Thread[] _threads;
    readonly SemaphoreSlim _go = new(0);
    int _left;
    volatile bool _over;

    Limit(Piece piece, int threads)
    {
        _piece = piece;
        _threads = new Thread[threads - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new(Work) { IsBackground = true };
            _threads[i].Start();
        }
    }

    /// <summary> The limit of that many threads, after trying every width on one. </summary>
    public static Limit Find(int threads) => new(Widths().MaxBy(w => w.GigaFlops).Piece, threads);

    /// <summary> Every vector width the hardware has, with its speed on one core, floating-point operations per nanosecond. </summary>
    public static IReadOnlyList<(Piece Piece, double GigaFlops)> Widths()
    {
        List<Piece> pieces = [new(Vector<Real>.Count, Loop<Lanes, Vector<Real>>)];
        if (Vector256.IsHardwareAccelerated)
            pieces.Add(new(Vector256<Real>.Count, Loop<Lanes256, Vector256<Real>>));
        if (Vector512.IsHardwareAccelerated)
            pieces.Add(new(Vector512<Real>.Count, Loop<Lanes512, Vector512<Real>>));
        pieces = [.. pieces.DistinctBy(p => p.Width)];
        var rates = new Interleaved(threads: 1, rounds: 9).Rates([.. pieces.Select(p => new Contender("", p.Flops, p.Repeat))]);
        return [.. pieces.Zip(rates)];
    }

    /// <summary> This limit as one side of a comparison. </summary>
    public Contender Contender => new("limit", _piece.Flops, Run);

    /// <summary> Numbers in one vector. </summary>
    public int Width => _piece.Width;

    void Run(int pieces)
    {
        Volatile.Write(ref _left, pieces);
        if (_threads.Length > 0)
            _go.Release(_threads.Length);
        // Over when the last piece is taken: waiting for a thread that another process keeps from finishing its own would not measure speed.
        TakePieces();
    }

    void Work()
    {
        for (_go.Wait(); !_over; _go.Wait())
            TakePieces();
    }

    void TakePieces()
    {
        while (Interlocked.Decrement(ref _left) >= 0)
            _piece.Repeat(1);
    }

    public void Dispose()
    {
        _over = true;
        if (_threads.Length > 0)
            _go.Release(_threads.Length);
        foreach (var thread in _threads)
            thread.Join();
        _go.Dispose();
    }

    static Real Loop<TLanes, TVector>(int iterations) where TLanes : ILanes<TVector> where TVector : struct
    {
        // acc = acc/2 + 1 stays near 2: no overflow, no denormals. Named locals, because arrays would live in memory.
        var (half, one) = (TLanes.All((Real)0.5), TLanes.All(1));
        TVector a = one, b = one, c = one, d = one, e = one, f = one, g = one, h = one, i = one, j = one, k = one, l = one;
        for (var n = 0; n < iterations; n++)
        {
            a = TLanes.MultiplyAdd(a, half, one);
            b = TLanes.MultiplyAdd(b, half, one);
            c = TLanes.MultiplyAdd(c, half, one);
            d = TLanes.MultiplyAdd(d, half, one);
            e = TLanes.MultiplyAdd(e, half, one);
            f = TLanes.MultiplyAdd(f, half, one);
            g = TLanes.MultiplyAdd(g, half, one);
            h = TLanes.MultiplyAdd(h, half, one);
            i = TLanes.MultiplyAdd(i, half, one);
            j = TLanes.MultiplyAdd(j, half, one);
            k = TLanes.MultiplyAdd(k, half, one);
            l = TLanes.MultiplyAdd(l, half, one);
        }
        return TLanes.Sum(a) + TLanes.Sum(b) + TLanes.Sum(c) + TLanes.Sum(d) + TLanes.Sum(e) + TLanes.Sum(f)
             + TLanes.Sum(g) + TLanes.Sum(h) + TLanes.Sum(i) + TLanes.Sum(j) + TLanes.Sum(k) + TLanes.Sum(l);
    }

    /// <summary> A short run of multiply-adds on vectors of one width. </summary>
    public sealed record Piece(int Width, Func<int, Real> Loop)
    {
        /// <summary> Floating-point operations in one piece. </summary>
        public double Flops => 2.0 * Accumulators * Iterations * Width;

        /// <summary> Does that many pieces. </summary>
        public void Repeat(int pieces)
        {
            for (var p = 0; p < pieces; p++)
                if (!(Loop(Iterations) > 0)) // a result nobody looks at could be dropped, and the loop with it
                    throw new InvalidOperationException("Limit: the multiply-adds lost their value.");
        }
    }

    interface ILanes<TVector>
    {
        static abstract TVector All(Real value);
        static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
        static abstract Real Sum(TVector a);
    }

    readonly struct Lanes : ILanes<Vector<Real>>
    {
        public static Vector<Real> All(Real value) => new(value);
        public static Vector<Real> MultiplyAdd(Vector<Real> a, Vector<Real> b, Vector<Real> c) => Vector.MultiplyAddEstimate(a, b, c);
        public static Real Sum(Vector<Real> a) => Vector.Sum(a);
    }

    readonly struct Lanes256 : ILanes<Vector256<Real>>
    {
        public static Vector256<Real> All(Real value) => Vector256.Create(value);
        public static Vector256<Real> MultiplyAdd(Vector256<Real> a, Vector256<Real> b, Vector256<Real> c) => Vector256.MultiplyAddEstimate(a, b, c);
        public static Real Sum(Vector256<Real> a) => Vector256.Sum(a);
    }

    readonly struct Lanes512 : ILanes<Vector512<Real>>
    {
        public static Vector512<Real> All(Real value) => Vector512.Create(value);
        public static Vector512<Real> MultiplyAdd(Vector512<Real> a, Vector512<Real> b, Vector512<Real> c) => Vector512.MultiplyAddEstimate(a, b, c);
        public static Real Sum(Vector512<Real> a) => Vector512.Sum(a);
    }
}
