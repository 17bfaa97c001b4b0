using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

/// <summary> One row per operation: how to call it, what it is, and where. All that follows from that is in <see cref="OpTests"/>. </summary>
static class OpTable
{
    static readonly Domain _real = new(-2, 2), _positive = new(0.5, 3), _share = new(0.1, 0.9), _bent = new(-2, 2, 0);

    static readonly Axis[] _axes = [Axis.Stack, Axis.Rows, Axis.Columns];

    public static OpRow[] Rows { get; } =
    [
        OpRow.Map("Abs", x => x.Abs(), Math.Abs, _bent),
        OpRow.Map("Clamp", x => x.Clamp(-1, (Real)0.5), x => Math.Clamp(x, -1, 0.5), new(-2, 2, -1, 0.5)) with
        {
            Refusals = [([new(2, 3)], x => x[0].Clamp(1, 0), ["Clamp", "1", "0"])],
        },
        OpRow.Map("Elu", x => x.Elu(), Elu, _bent),
        OpRow.Map("Exp", x => x.Exp(), Math.Exp, _real),
        OpRow.Map("LeakyRelu", x => x.LeakyRelu((Real)0.25), x => x > 0 ? x : 0.25 * x, _bent),
        OpRow.Map("Log", x => x.Log(), Math.Log, _positive),
        OpRow.Map("Negate", x => -x, x => -x, _real),
        OpRow.Map("Multiply by a number", x => x * 3, x => 3 * x, _real),
        OpRow.Map("Multiply a number", x => (Real)0.5 * x, x => 0.5 * x, _real),
        OpRow.Map("Add a number", x => x + 2, x => x + 2, _real),
        OpRow.Map("Add to a number", x => 2 + x, x => 2 + x, _real),
        OpRow.Map("Subtract a number", x => x - 2, x => x - 2, _real),
        OpRow.Map("Subtract from a number", x => 2 - x, x => 2 - x, _real),
        OpRow.Map("Divide by a number", x => x / 4, x => x / 4, _real),
        OpRow.Map("Divide a number", x => 4 / x, x => 4 / x, _positive),
        OpRow.Map("Relu", x => x.Relu(), x => Math.Max(x, 0), _bent),
        OpRow.Map("Sigmoid", x => x.Sigmoid(), Sigmoid, _real),
        OpRow.Map("Softplus", x => x.Softplus(), Softplus, _real),
        OpRow.Map("Sqrt", x => x.Sqrt(), Math.Sqrt, _positive),
        OpRow.Map("Square", x => x.Square(), x => x * x, _real),
        OpRow.Map("Tanh", x => x.Tanh(), Math.Tanh, _real),
        .. Enum.GetValues<Activation>().Select(f => OpRow.Map($"Activate {f}", x => x.Activate(f), Of(f), _bent)),

        OpRow.Zip("Add", (a, b) => a + b, (a, b) => a + b, _real, _real),
        OpRow.Zip("Subtract", (a, b) => a - b, (a, b) => a - b, _real, _real),
        OpRow.Zip("Multiply", (a, b) => a * b, (a, b) => a * b, _real, _real),
        OpRow.Zip("Divide", (a, b) => a / b, (a, b) => a / b, _real, _positive),
        OpRow.Zip("LeakyRelu of learned slopes", (x, a) => x.LeakyRelu(a), (x, a) => x > 0 ? x : a * x, _bent, _share),
        Loss("MeanSquaredError", (x, t) => x.MeanSquaredError(t), (x, t) => (x - t) * (x - t), _real, _real),
        Loss("BinaryCrossEntropy", (p, t) => p.BinaryCrossEntropy(t), (p, t) => -t * Math.Log(p) - (1 - t) * Math.Log(1 - p), _share, _share),
        Loss("BinaryCrossEntropyOfLogits", (x, t) => x.BinaryCrossEntropyOfLogits(t), (x, t) => t * Softplus(-x) + (1 - t) * Softplus(x), _real, _share),
        Loss("GaussianNegativeLogLikelihood of one variance", (m, t) => m.GaussianNegativeLogLikelihood(t, (Real)0.25),
            (m, t) => 0.5 * Math.Log(2 * Math.PI * 0.25) + (t - m) * (t - m) / 0.5, _real, _real) with
        {
            Refusals =
            [
                ([new(2, 3), new(4, 3)], x => x[0].GaussianNegativeLogLikelihood(x[1], 1), ["2×3", "4×3"]),
                ([new(2, 3), new(2, 3)], x => x[0].GaussianNegativeLogLikelihood(x[1], 0), ["GaussianNegativeLogLikelihood", "positive"]),
            ],
        },
        new("GaussianNegativeLogLikelihood of learned variances", [_real, _real, _positive],
            [[new(1, 1), new(1, 1), new(1, 1)], [new(4, 3), new(4, 3), new(4, 3)], [new(5, 4, 1), new(4, 1), new(5, 4, 1)], [new(4, 3), new(4, 3), Shape.Scalar]],
            x => x[0].GaussianNegativeLogLikelihood(x[1], x[2]),
            x => Mean(x[0].Zip(x[1], (m, t) => (t - m) * (t - m)).Zip(x[2], (e, v) => (Math.Log(2 * Math.PI * v) + e / v) / 2)), 16)
        {
            Refusals = [([new(2, 3), new(2, 3), new(2, 4)], x => x[0].GaussianNegativeLogLikelihood(x[1], x[2]), ["GaussianNegativeLogLikelihood", "2×3", "2×4"])],
        },
        OpRow.Whole("SoftmaxCrossEntropy", x => x.SoftmaxCrossEntropy(Columns(x.Shape, each: false)), x => CrossEntropy(x, each: false), _real) with
        {
            Refusals =
            [
                ([new(2, 3)], x => x[0].SoftmaxCrossEntropy([0, 1, 2]), ["SoftmaxCrossEntropy", "3", "2×3"]),
                ([new(2, 3)], x => x[0].SoftmaxCrossEntropy([0, 3]), ["SoftmaxCrossEntropy", "3", "2×3"]),
            ],
        },
        OpRow.Whole("SoftmaxCrossEntropy, a label each", x => x.SoftmaxCrossEntropy(Columns(x.Shape, each: true)), x => CrossEntropy(x, each: true), _real),

        .. Reductions("Sum", x => x.Sum(), (x, over) => x.Sum(over), x => x.Sum(), epsilons: 16),
        .. Reductions("Mean", x => x.Mean(), (x, over) => x.Mean(over), x => x.Average()),
        .. Reductions("LogSumExp", x => x.LogSumExp(), (x, over) => x.LogSumExp(over), x => Math.Log(x.Sum(Math.Exp))),
        .. Reductions("LogMeanExp", x => x.LogMeanExp(), (x, over) => x.LogMeanExp(over), x => Math.Log(x.Average(Math.Exp))),
        .. _axes.Select(over => OpRow.Whole($"Softmax over {over}", x => x.Softmax(over),
            x => Numbers.Build(x.Shape, (s, i, j) => Math.Exp(x[s, i, j]) / x.Line(over, s, i, j).Sum(Math.Exp)), _real)),
        .. _axes.Select(over => OpRow.Whole($"LogSoftmax over {over}", x => x.LogSoftmax(over),
            x => Numbers.Build(x.Shape, (s, i, j) => x[s, i, j] - Math.Log(x.Line(over, s, i, j).Sum(Math.Exp))), _real)),

        OpRow.Whole("Transpose", x => x.Transpose(), x => Numbers.Build(new(x.Shape.Stack, x.Shape.Cols, x.Shape.Rows), (s, i, j) => x[s, j, i]), _real, 0),
        OpRow.Whole("Reshape", x => x.Reshape(x.Shape.Cols, x.Shape.Stack, x.Shape.Rows).Square(),
            x => new(new(x.Shape.Cols, x.Shape.Stack, x.Shape.Rows), [.. x.Data.Select(v => v * v)]), _real, 1) with
        {
            Refusals = [([new(2, 3)], x => x[0].Reshape(new(2, 4)), ["Reshape", "2×3", "2×4"])],
        },
        .. _axes.Select(along => OpRow.Whole($"Slice along {along}", x => Middle(x, along), x => Middle(x, along), _real, 1) with
        {
            Refusals =
            [
                ([new(2, 3, 4)], x => x[0].Slice(along, 1, 4), ["Slice", "4", "2×3×4"]),
                ([new(2, 3, 4)], x => x[0].Slice(along, -1, 1), ["Slice", "-1", "2×3×4"]),
            ],
        }),
        .. _axes.Select(along => new OpRow($"Concat along {along}", [_real, _real],
            [.. OpRow.Stacks.SelectMany(shape => new[] { 1, 2, OpRow.Width }.Select(n => new[] { shape, shape.With(along, n) }))],
            x => x[0].Concat(x[1], along), x => Concat(x[0], x[1], along), 0)
        {
            Refusals = [([new(2, 3, 4), new(5, 6, 7)], x => x[0].Concat(x[1], along), ["Concat", "2×3×4", "5×6×7"])],
        }),
        OpRow.Whole("GatherRows", x => x.GatherRows(Gathered(x.Shape)),
            x => Numbers.Build(x.Shape.With(Axis.Rows, Gathered(x.Shape).Length), (s, i, j) => x[s, Gathered(x.Shape)[i], j]), _real, 0) with
        {
            Refusals = [([new(2, 3)], x => x[0].GatherRows([0, 2]), ["Gather.Rows", "2"])],
        },
        OpRow.Whole("Pick", x => x.Pick(Columns(x.Shape, each: true)), x => Pick(x, each: true), _real, 0) with
        {
            Refusals =
            [
                ([new(2, 3)], x => x[0].Pick([0, 1, 2]), ["Pick", "3", "2×3"]),
                ([new(2, 3)], x => x[0].Pick([0, -1]), ["Pick", "-1", "2×3"]),
            ],
        },
        OpRow.Whole("Pick the same of every matrix", x => x.Pick(Columns(x.Shape, each: false)), x => Pick(x, each: false), _real, 0),
        OpRow.Whole("Dropout", x => x.Dropout((Real)0.4), Dropped, _real, 2) with
        {
            Refusals = [([new(2, 3)], x => x[0].Dropout(1), ["Dropout", "1"])],
        },

        new("Checkpoint", [_real, _real], [[new(5, 3), new(5, 3)], [new(1, 4), new(1, 4)]],
            x => x[0].Tape.Checkpoint((a, b) => a * b.Tanh(), x[0], x[1], x[0].Shape.Cols, rowsAtATime: 2), x => x[0].Zip(x[1], (a, b) => a * Math.Tanh(b)), 8)
        {
            Refusals =
            [
                ([new(2, 3), new(4, 3)], x => x[0].Tape.Checkpoint((a, b) => a, x[0], x[1], 3, 1), ["Checkpoint", "2×3", "4×3"]),
                ([new(2, 3), new(2, 3)], x => x[0].Tape.Checkpoint((a, b) => a, x[0], x[1], 4, 1), ["Checkpoint", "1×3", "1×4"]),
            ],
        },
        new("MatMul", [_real, _real], [.. Products.Select(x => x[..2])], x => x[0].MatMul(x[1]), x => Product(x[0], x[1]), 64)
        {
            Refusals =
            [
                ([new(2, 3), new(4, 5)], x => x[0].MatMul(x[1]), ["MatMul", "2×3", "4×5"]),
                ([new(2, 2, 3), new(3, 3, 4)], x => x[0].MatMul(x[1]), ["MatMul", "2×2×3", "3×3×4"]),
            ],
        },
        Fused("Affine", (x, w, b) => x.Affine(w, b), x => x, _real),
        .. Enum.GetValues<Activation>().Select(Bent),
        Fused("Affine, Exp", (x, w, b) => x.Affine<Exp>(w, b), Math.Exp, new(-0.5, 0.5)),
        Fused("Affine, Sqrt", (x, w, b) => x.Affine<Sqrt>(w, b), Math.Sqrt, _positive),
    ];

    static Shape[][] Products =>
    [
        [new(1, 1), new(1, 1), new(1, 1)],
        [new(2, 3), new(3, 4), new(1, 4)],
        [new(5, OpRow.Width + 1), new(OpRow.Width + 1, 2 * OpRow.Width + 1), new(1, 2 * OpRow.Width + 1)],
        [new(1, 4, 3), new(6, 3, 2), new(6, 1, 2)],
        [new(6, 4, 3), new(1, 3, 2), new(6, 1, 2)],
        [new(6, 4, 3), new(6, 3, 2), new(1, 1, 2)],
        [new(3, 1, 2), new(3, 2, 5), new(3, 1, 5)],
    ];

    /// <summary> The mean of a function of two operands. </summary>
    static OpRow Loss(string name, Func<Tensor, Tensor, Tensor> record, Func<double, double, double> reference, Domain a, Domain b)
    {
        var row = OpRow.Zip(name, record, reference, a, b, epsilons: 16);
        return row with { Reference = x => Mean(row.Reference(x)) };
    }

    static OpRow[] Reductions(string name, Func<Tensor, Tensor> all, Func<Tensor, Axis, Tensor> along, Func<double[], double> reference, int epsilons = 8) =>
    [
        OpRow.Whole(name, all, x => x.Reduce(null, reference), _real, epsilons),
        .. _axes.Select(over => OpRow.Whole($"{name} over {over}", x => along(x, over), x => x.Reduce(over, reference), _real, epsilons)),
    ];

    /// <summary> f(X·W + b); X·W is a multiple of ¼ and b is not, so that the sum stays an eighth away from a kink at 0. </summary>
    static OpRow Bent(Activation f) =>
        Fused($"Affine, {f}", (x, w, b) => x.Affine(w, b, f), Of(f), new(-1, 1) { Grid = 0.5 }, new(-1, 1) { Grid = 0.25, Offset = 0.125 });

    /// <summary> f(X·W + b) </summary>
    static OpRow Fused(string name, Func<Tensor, Tensor, Tensor, Tensor> record, Func<double, double> f, Domain domain, Domain? bias = null) =>
        new(name, [domain, domain, bias ?? domain], Products, x => record(x[0], x[1], x[2]), x => Product(x[0], x[1]).Zip(x[2], (z, b) => f(z + b)), 256)
        {
            Refusals =
            [
                ([new(2, 3), new(4, 5), new(1, 5)], x => record(x[0], x[1], x[2]), ["Affine", "2×3", "4×5"]),
                ([new(2, 3), new(3, 5), new(1, 4)], x => record(x[0], x[1], x[2]), ["Affine", "1×4", "1×5"]),
                ([new(2, 3), new(3, 5), new(2, 5)], x => record(x[0], x[1], x[2]), ["Affine", "2×5", "1×5"]),
            ],
        };

    static Func<double, double> Of(Activation f) => f switch
    {
        Activation.None => x => x,
        Activation.Relu => x => Math.Max(x, 0),
        Activation.LeakyRelu => x => x > 0 ? x : 0.01 * x,
        Activation.Elu => Elu,
        Activation.Tanh => Math.Tanh,
        Activation.Sigmoid => Sigmoid,
        Activation.Softplus => Softplus,
        _ => throw new ArgumentOutOfRangeException(nameof(f)),
    };

    static double Elu(double x) => x > 0 ? x : Math.Exp(x) - 1;

    static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    static Numbers Mean(Numbers x) => Numbers.Scalar(x.Data.Average());

    static Numbers Product(Numbers a, Numbers b) => Numbers.Build(
        new(Math.Max(a.Shape.Stack, b.Shape.Stack), a.Shape.Rows, b.Shape.Cols), (s, i, j) => a.Line(Axis.Columns, s, i, 0).Select((v, k) => v * b[s, k, j]).Sum());

    static Numbers Concat(Numbers a, Numbers b, Axis along)
    {
        var length = a.Shape.Along(along);
        return Numbers.Build(a.Shape.With(along, length + b.Shape.Along(along)), (s, i, j) =>
        {
            var place = along switch { Axis.Stack => s, Axis.Rows => i, _ => j };
            return place < length ? a.Line(along, s, i, j)[place] : b.Line(along, s, i, j)[place - length];
        });
    }

    static (int Start, int Length) MiddleOf(int length) => (length / 3, length - length / 3 - length / 4);

    static Tensor Middle(Tensor x, Axis along)
    {
        var (start, length) = MiddleOf(x.Shape.Along(along));
        return x.Slice(along, start, length).Square();
    }

    static Numbers Middle(Numbers x, Axis along)
    {
        var (start, length) = MiddleOf(x.Shape.Along(along));
        return Numbers.Build(x.Shape.With(along, length), (s, i, j) =>
            Math.Pow(x.Line(along, s, i, j)[start + along switch { Axis.Stack => s, Axis.Rows => i, _ => j }], 2));
    }

    /// <summary> Some rows twice, some not at all. </summary>
    static int[] Gathered(Shape shape) => [.. Enumerable.Range(0, 4).Select(i => 3 * i * i % shape.Rows)];

    /// <summary> A column for each row, of the first matrix or of all. </summary>
    static int[] Columns(Shape shape, bool each) =>
        [.. Enumerable.Range(0, shape.Rows * (each ? shape.Stack : 1)).Select(i => 5 * i % shape.Cols)];

    static Numbers Pick(Numbers x, bool each)
    {
        var columns = Columns(x.Shape, each);
        return Numbers.Build(x.Shape.With(Axis.Columns, 1), (s, i, _) => x[s, i, columns[each ? s * x.Shape.Rows + i : i]]);
    }

    static Numbers CrossEntropy(Numbers x, bool each) =>
        Mean(x.Reduce(Axis.Columns, row => Math.Log(row.Sum(Math.Exp))).Zip(Pick(x, each), (sum, right) => sum - right));

    /// <summary> The mask is the first that a tape of this seed draws. </summary>
    static Numbers Dropped(Numbers x)
    {
        var mask = new Real[x.Data.Length];
        new RandomStream(OpRow.TapeSeed).Uniform(mask);
        return new(x.Shape, [.. x.Data.Select((v, k) => mask[k] < (Real)0.4 ? 0 : v / 0.6)]);
    }
}
