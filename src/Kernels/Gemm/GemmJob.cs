using System.Numerics;
using System.Runtime.Intrinsics;

namespace HyperGan.Kernels;

/// <summary> Distances from one matrix of a stack to the next, in numbers; 0 where the stack shares one. </summary>
readonly record struct StackStrides(nint A, nint B, nint Start, nint C);

/// <summary>
/// A stack of products cut into pieces. Each element of C is summed in one go by one piece in an order that no cut changes, so the
/// cut may follow what balances well, and does follow the shape alone.
/// </summary>
readonly unsafe struct GemmJob<TActivation> : IJob where TActivation : IElementwise
{
    /// <summary> Multiply–adds that are worth handing to another worker: some microseconds. </summary>
    const long PieceWork = 1 << 19;

    /// <summary> Pieces of one product at most. </summary>
    const int MostParts = 16;

    /// <summary> Rows and columns per part come in multiples of this, so that no part ends in a ragged panel of its own. </summary>
    const int Grain = 32;

    readonly Product _product;
    readonly StackStrides _strides;
    readonly int _stack, _stackPart, _summed, _rowPart, _colPart, _rowParts, _colParts;
    readonly bool _transposed;

    public GemmJob(Product product, int stack, StackStrides strides)
    {
        Fold(ref product, ref stack, strides);
        (_product, _strides) = (product, strides);
        _transposed = Cost(product.Transposed) < Cost(product);
        (_stack, _summed) = strides.C == 0 ? (1, stack) : (stack, 1);

        var work = (long)product.M * product.N * product.K * _summed;
        var parts = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((ulong)(work / PieceWork)), 1, MostParts);
        _stackPart = (int)Math.Clamp(PieceWork / Math.Max(1, work), 1, Math.Max(1, _stack));
        _rowPart = product.N > product.M ? product.M : Part(product.M, parts);
        _colPart = product.N > product.M ? Part(product.N, parts) : product.N;
        _rowParts = Parts(product.M, _rowPart);
        _colParts = Parts(product.N, _colPart);
    }

    public int Pieces => Parts(_stack, _stackPart) * _rowParts * _colParts;

    public void RunAll()
    {
        for (var s = 0; s < _stack; s++)
            RunRegion(s, _product);
    }

    public void Run(int piece)
    {
        var (rest, col) = Math.DivRem(piece, _colParts);
        var (group, row) = Math.DivRem(rest, _rowParts);
        var region = _product.Region(
            row * _rowPart, Math.Min(_rowPart, _product.M - row * _rowPart), col * _colPart, Math.Min(_colPart, _product.N - col * _colPart));
        for (var s = group * _stackPart; s < Math.Min(_stack, (group + 1) * _stackPart); s++)
            RunRegion(s, region);
    }

    void RunRegion(int s, Product region)
    {
        for (var term = 0; term < _summed; term++)
        {
            var one = region.OfStack(s + term, _strides);
            if (term > 0)
                one.Start = one.C;
            RunOne(_transposed ? one.Transposed : one);
        }
        if (typeof(TActivation) != typeof(Identity))
            Activate(region.OfStack(s, _strides));
    }

    static void RunOne(in Product product)
    {
        if (WideLanes.IsSupported)
            Blocks<Vector512<Real>, WideLanes>.Run(product);
        else
            Blocks<Vector<Real>, Lanes>.Run(product);
    }

    static void Activate(in Product done)
    {
        for (var i = 0; i < done.M; i++)
        {
            var row = new Span<Real>(done.C.At(i, 0).Pointer, done.N);
            TActivation.Forward(row, row);
        }
    }

    /// <summary> A stack that lies as one matrix is one: summed products as a longer k, a shared B as more rows. </summary>
    static void Fold(ref Product product, ref int stack, in StackStrides strides)
    {
        if (stack == 1)
            return;
        if (strides.C == 0 && strides.A == product.K * product.A.Col && strides.B == product.K * product.B.Row)
        {
            product.K *= stack;
            stack = 1;
        }
        else if (strides.B == 0 && strides.A == product.M * product.A.Row && strides.C == product.M * product.C.Row && (strides.Start == 0 || strides.Start == strides.C))
        {
            product.M *= stack;
            stack = 1;
        }
    }

    /// <summary>
    /// Cycles, roughly: vectors of C times k at two multiply–adds a cycle, and the copies for columns that are not contiguous. Fewer
    /// than four rows do not fill the pipeline. Decides whether C or Cᵀ is computed.
    /// </summary>
    static double Cost(in Product product)
    {
        const double Copy = 0.25, CopyAdding = 0.5;
        var lanes = WideLanes.IsSupported ? WideLanes.Count : Lanes.Count;
        double m = product.M, n = product.N, k = product.K;
        return Math.Max(4, m) * Math.Ceiling(n / lanes) * k / 2
            + (product.B.Col == 1 ? 0 : Copy * k * n)
            + (product.C.Col == 1 ? 0 : CopyAdding * m * n);
    }

    static int Part(int size, int parts) => Math.Max(1, Math.Min(size, (size / parts + Grain - 1) / Grain * Grain));

    static int Parts(int size, int part) => part == 0 ? 0 : (size + part - 1) / part;
}
