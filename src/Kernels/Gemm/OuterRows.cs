using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// C ← start + a·b for a column a and a row b, and then <c>ending</c>. With k = 1 there is nothing to sum up in registers, and writing C
/// takes all the time there is: 32 of 20×100 with a bias 12 → 8 µs, 100×512 with a bias and relu 7 → 5.
/// </summary>
[SkipLocalsInit]
readonly unsafe struct OuterRows<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Rows of a piece. </summary>
    const int Height = 12;

    readonly Product* _product;
    readonly Ending _ending;

    public OuterRows(in Product product, Ending ending)
    {
        _product = (Product*)Unsafe.AsPointer(ref Unsafe.AsRef(in product));   // it lies on the stack, as in TiledRows
        _ending = ending;
    }

    /// <summary> Whether C is an outer product whose rows can be written from end to end. </summary>
    public static bool Fits(in Product product) => product.K == 1 && product.B.Col == 1 && product.C.Col == 1 && product.Start.Col is 0 or 1;

    public int Pieces => (_product->M + Height - 1) / Height;

    public void Run(int piece)
    {
        var first = piece * Height;
        var end = Math.Min(first + Height, _product->M);
        if (_product->Start.IsNothing)
            Write<S1>(first, end);
        else if (_product->Start.Col == 0)
            Write<S2>(first, end);
        else
            Write<S3>(first, end);
    }

    /// <summary> Rows <paramref name="first"/> … <paramref name="end"/> − 1. </summary>
    /// <typeparam name="TStart"> What C starts from: 1, nothing; 2, one number for each row; 3, one for each element. </typeparam>
    void Write<TStart>(int first, int end) where TStart : unmanaged, ISize
    {
        ref readonly var p = ref *_product;
        var ragged = p.N % TLanes.Count;
        var edge = TLanes.Mask(0, ragged);
        var cuts = _ending.CutsNegatives;
        for (var i = first; i < end; i++)
        {
            Real* b = p.B.Pointer, c = p.C.Pointer + i * p.C.Row, start = p.Start.Pointer + i * p.Start.Row;
            var a = TLanes.Repeat(p.A.Pointer[i * p.A.Row]);
            var every = sizeof(TStart) == 2 ? TLanes.Repeat(*start) : TLanes.Zero;
            var j = 0;
            for (; j <= p.N - TLanes.Count; j += TLanes.Count)
            {
                var value = TLanes.MultiplyAdd(a, TLanes.Load(b + j), TLanes.Zero);
                if (sizeof(TStart) > 1) value = TLanes.Add(sizeof(TStart) == 2 ? every : TLanes.Load(start + j), value);
                TLanes.Store(c + j, cuts ? TLanes.CutNegatives(value) : value);
            }
            if (ragged > 0)
            {
                var value = TLanes.MultiplyAdd(a, TLanes.Load(b + j, edge), TLanes.Zero);
                if (sizeof(TStart) > 1) value = TLanes.Add(sizeof(TStart) == 2 ? every : TLanes.Load(start + j, edge), value);
                TLanes.Store(c + j, edge, cuts ? TLanes.CutNegatives(value) : value);
            }
        }
        if (_ending.TakesAPass)
            _ending.Run(p, first, end - first);
    }
}
