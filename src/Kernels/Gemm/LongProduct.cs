using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// A product with a small result and long sums: cutting the result would leave nothing for a second worker, so the sums are cut, and what
/// they come to is added in the order of the pieces. Where they are cut follows the shape alone: one worker cuts them too, and gets the same bits.
/// </summary>
readonly unsafe struct LongProduct : IJob
{
    /// <summary> Terms of a sum worth cutting. </summary>
    const int Long = 1 << 12;

    /// <summary> Numbers of the result that are few enough to be kept once for each piece. </summary>
    const int Small = 1 << 12;

    const int MostPieces = 16;

    readonly Product _product;
    readonly Real* _partial;
    readonly int _depth;

    LongProduct(in Product product, int depth)
    {
        (_product, _depth) = (product, depth);
        _partial = Scratch.Partials(Pieces * Size);
    }

    int Size => _product.M * _product.N;

    int Pieces => (_product.K + _depth - 1) / _depth;

    public static bool Fits(in StackedProduct product) =>
        product.IsSingle && product.First.K >= Long && (long)product.First.M * product.First.N is > 0 and <= Small && product.Work >= 2 * MostPieces * Long;

    /// <summary> C ← start + A·B. </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(in Product product, Team? team)
    {
        var job = new LongProduct(product, (product.K + MostPieces - 1) / MostPieces);
        Team.Run(team, job.Pieces, ref job);
        job.Sum();
    }

    /// <summary> The products of one stretch of k. </summary>
    public void Run(int piece)
    {
        var first = piece * _depth;
        var part = _product with
        {
            K = Math.Min(_depth, _product.K - first),
            A = _product.A.At(0, first),
            B = _product.B.At(first, 0),
            C = new((nint)(_partial + piece * Size), _product.N, 1),
            Start = default,
        };
        var one = new StackedProduct(part);
        one.Run(0, one.First, ending: default);
    }

    void Sum()
    {
        var sum = new Span<Real>(_partial, Size);
        for (var piece = 1; piece < Pieces; piece++)
            TensorPrimitives.Add(sum, new ReadOnlySpan<Real>(_partial + piece * Size, Size), sum);
        for (var i = 0; i < _product.M; i++)
            for (var j = 0; j < _product.N; j++)
                *_product.C.At(i, j).Pointer = sum[i * _product.N + j] + (_product.Start.IsNothing ? 0 : *_product.Start.At(i, j).Pointer);
    }
}
