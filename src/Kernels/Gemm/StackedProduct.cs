using System.Numerics;
using System.Runtime.Intrinsics;

namespace HyperGan.Kernels;

/// <summary> Distances from one matrix of a stack to the next, in numbers; 0 where the stack shares one. </summary>
readonly record struct StackStrides(nint A, nint B, nint Start, nint C);

/// <summary> A stack of products, or their sum where the result has a stack of 1. </summary>
unsafe struct StackedProduct
{
    public Product First;

    /// <summary> Matrices in the result. </summary>
    public int Stack;

    readonly StackStrides _strides;
    int _terms;
    bool _transposed;

    /// <summary> The first product is filled in place, then <see cref="Settle"/>d: copies of fresh structs cost more than a small product. </summary>
    public StackedProduct(int stack, in StackStrides strides)
    {
        Stack = stack;
        _strides = strides;
    }

    /// <summary> Decides how the products are computed. </summary>
    public void Settle()
    {
        if (Stack > 1)
            Fold();
        _terms = 1;
        if (_strides.C == 0)
            (Stack, _terms) = (1, Stack);
        _transposed = IsCheaperTransposed(First);
    }

    /// <summary> Multiply–adds of one matrix of the result. </summary>
    public readonly long Work => (long)First.M * First.N * First.K * _terms;

    /// <summary> Matrix <paramref name="s"/> of the result, restricted to <paramref name="region"/> of it. </summary>
    public readonly void Run(int s, in Product region)
    {
        if (Stack == 1 && _terms == 1)
        {
            RunOne(region);
            return;
        }
        for (var term = 0; term < _terms; term++)
        {
            var one = Of(s + term, region);
            if (term > 0)
                one.Start = one.C;
            RunOne(one);
        }
    }

    /// <summary> The region in matrix <paramref name="s"/>. </summary>
    public readonly Product Of(int s, in Product region) => region with
    {
        A = region.A.Moved(s * _strides.A),
        B = region.B.Moved(s * _strides.B),
        C = region.C.Moved(s * _strides.C),
        Start = region.Start.Moved(s * _strides.Start),
    };

    readonly void RunOne(in Product product)
    {
        if (_transposed)
            RunBlocks(product.Transposed);
        else
            RunBlocks(product);
    }

    static void RunBlocks(in Product product)
    {
        if (WideLanes.IsSupported)
            Blocks<Vector512<Real>, WideLanes>.Run(product);
        else
            Blocks<Vector<Real>, NarrowLanes>.Run(product);
    }

    /// <summary> A stack that lies as one matrix is one: summed products as a longer k, a shared B as more rows. </summary>
    void Fold()
    {
        ref var p = ref First;
        if (_strides.C == 0 && _strides.A == p.K * p.A.Col && _strides.B == p.K * p.B.Row)
        {
            p.K *= Stack;
            Stack = 1;
        }
        else if (_strides.B == 0 && _strides.A == p.M * p.A.Row && _strides.C == p.M * p.C.Row
            && (_strides.Start == _strides.C ? p.Start.Row == p.C.Row : _strides.Start == 0))
        {
            p.M *= Stack;
            Stack = 1;
        }
    }

    /// <summary> Whether Cᵀ = Bᵀ·Aᵀ takes fewer cycles than C = A·B. </summary>
    static bool IsCheaperTransposed(in Product product) =>
        (product.B.Col != 1 || product.C.Col != 1 || product.M < 4) && Cost(product.Transposed) < Cost(product);

    /// <summary>
    /// Cycles, roughly: vectors of C times k at two multiply–adds a cycle, and the copies for columns that are not contiguous. Fewer
    /// than four rows do not fill the pipeline.
    /// </summary>
    static double Cost(in Product product)
    {
        const double Copy = 0.25, CopyAdding = 0.5;
        var lanes = WideLanes.IsSupported ? WideLanes.Count : NarrowLanes.Count;
        double m = product.M, n = product.N, k = product.K;
        return Math.Max(4, m) * Math.Ceiling(n / lanes) * k / 2
            + (product.B.Col == 1 ? 0 : Copy * k * n)
            + (product.C.Col == 1 ? 0 : CopyAdding * m * n);
    }
}
