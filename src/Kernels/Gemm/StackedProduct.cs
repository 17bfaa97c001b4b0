using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HyperGan.Kernels;

/// <summary> Distances from one matrix of a stack to the next, in numbers; 0 where the stack shares one. </summary>
readonly record struct StackStrides(nint A, nint B, nint Start, nint C);

/// <summary> A stack of products, or their sum where the result has a stack of 1. </summary>
[SkipLocalsInit]
unsafe struct StackedProduct
{
    public Product First;

    /// <summary> Matrices in the result. </summary>
    public int Stack;

    readonly StackStrides _strides;
    int _terms;
    GemmPlan _plan;

    /// <summary> The first product is filled in place, then <see cref="Settle"/>d: copies of fresh structs cost more than a small product. </summary>
    public StackedProduct(int stack, in StackStrides strides)
    {
        Stack = stack;
        _strides = strides;
    }

    /// <summary> A single product, settled. </summary>
    public StackedProduct(in Product product) : this(1, default)
    {
        First = product;
        Settle();
    }

    /// <summary> Decides how the products are computed. </summary>
    public void Settle()
    {
        if (Stack > 1)
            Fold();
        _terms = 1;
        if (_strides.C == 0)
            (Stack, _terms) = (1, Stack);
        _plan = new(First, Stack);
    }

    /// <summary> Whether the operands are packed. </summary>
    public readonly bool Packs => _plan.Packs;

    /// <summary> Whether a team computes one matrix after the other, all workers on each, instead of parts of them. </summary>
    public readonly bool IsShared(int workers) => Work >= workers * GemmJob<Identity>.PieceWork && _plan.IsShared(workers);

    /// <summary> Whether it is one product, no stack and no sum over one. </summary>
    public readonly bool IsSingle => Stack == 1 && _terms == 1;

    /// <summary> Multiply–adds of one matrix of the result. </summary>
    public readonly long Work => (long)First.M * First.N * First.K * _terms;

    /// <summary> Numbers that are read and written for one matrix of the result. </summary>
    public readonly long Numbers => ((long)First.M * First.K + (long)First.K * First.N) * _terms + (long)First.M * First.N;

    /// <summary> Matrix <paramref name="s"/> of the result, restricted to <paramref name="region"/> of it, and then <paramref name="ending"/>. </summary>
    public readonly void Run(int s, in Product region, Ending ending, Team? team = null)
    {
        if (IsSingle)
        {
            RunOne(region, ending, team);
            return;
        }
        for (var term = 0; term < _terms; term++)
        {
            var one = Of(s + term, region);
            if (term > 0)
                one.Start = one.C;
            RunOne(one, term < _terms - 1 ? default : ending, team);
        }
    }

    /// <summary> The region in matrix <paramref name="s"/>. </summary>
    readonly Product Of(int s, in Product region) => region with
    {
        A = region.A.Moved(s * _strides.A),
        B = region.B.Moved(s * _strides.B),
        C = region.C.Moved(s * _strides.C),
        Start = region.Start.Moved(s * _strides.Start),
        NextB = s + 1 < Stack ? _strides.B : 0,
    };

    readonly void RunOne(in Product product, Ending ending, Team? team)
    {
        if (!_plan.IsTransposed)
        {
            RunBlocks(product, ending, team);
            return;
        }
        RunBlocks(product.Transposed, ending: default, team);
        if (!ending.IsNothing)
        {
            var rows = new Rows(in product, ending);
            Team.Run(team, product.M, ref rows);
        }
    }

    readonly void RunBlocks(in Product product, Ending ending, Team? team)
    {
        if (WideLanes.IsSupported)
            Blocks<Vector512<Real>, WideLanes>.Run(product, _plan, ending, team);
        else
            Blocks<Vector<Real>, NarrowLanes>.Run(product, _plan, ending, team);
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
            && (_strides.Start == _strides.C ? p.Start.Row == p.C.Row : _strides.Start == 0 && p.Start.Row == 0))
        {
            p.M *= Stack;
            Stack = 1;
        }
    }

    /// <summary> What follows a product, row by row. </summary>
    readonly ref struct Rows(ref readonly Product product, Ending ending) : IJob
    {
        readonly ref readonly Product _product = ref product;
        readonly Ending _ending = ending;

        public void Run(int row) => _ending.Run(_product, row, rows: 1);
    }
}
