using HyperGan.Autograd;

namespace HyperGan;

/// <summary>
/// The likelihood of members whose mean and noise learn from different rows. Members are sorted by fold, as many of each.
/// Rows outside a member's fold: ½ (m − t − s ε)² / s^(2 − 2β), which moves m alone. Rows inside: ln s + (t − m)² / 2s², which moves s alone.
/// y = Σ outside / (members · rows · (K − 1)/K) + Σ inside / (members · rows / K), with s = floor + softplus ρ.
/// </summary>
sealed class CrossFittedLikelihood : Op
{
    public sealed class Setting
    {
        public required int Folds;
        public required Real Floor;
        public required Real Beta;
        public required Real Perturbation;
        public Real NoiseScale = 1;
        public double Held;
        public double[] LogScale = [];
        public bool Units;
    }

    // A: members × rows × 2T, means then ρ; B: 1 × rows × (T + 1), targets then the row's fold; C: members × rows × T, ε.
    public override void Forward(in Node n)
    {
        var set = (Setting)n.State!;
        var (members, rows, targets) = (n.A.Shape.Stack, n.A.Shape.Rows, n.A.Shape.Cols / 2);
        var a = n.A.Values;
        var b = n.B.Values;
        var c = n.C.Values;
        var slope = n.Scratch.Values;
        var perFold = members / set.Folds;
        var outside = set.Folds == 1 ? 1.0 / ((double)members * rows) : 1.0 / ((double)members * rows * (set.Folds - 1) / set.Folds);
        var inside = set.Folds == 1 ? outside : (double)set.Folds / ((double)members * rows * (1 - set.Held));
        double sum = 0;
        if (set.LogScale.Length != targets)
        {
            set.LogScale = new double[targets];
        }
        Span<double> logs = stackalloc double[targets];
        Span<double> unit = stackalloc double[targets];
        logs.Clear();
        for (var t = 0; t < targets; t++)
            unit[t] = set.Units ? Math.Exp(-2 * set.Beta * set.LogScale[t]) : 1;
        for (var k = 0; k < members; k++)
        {
            var fold = set.Folds == 1 ? -1 : k / perFold;
            for (var i = 0; i < rows; i++)
            {
                var place = b[i * (targets + 1) + targets];
                var isInside = (int)place == fold;
                var isHeld = isInside && place != fold;
                for (var t = 0; t < targets; t++)
                {
                    var at = (k * rows + i) * 2 * targets + t;
                    double m = a[at], rho = a[at + targets];
                    var e = Math.Exp(-Math.Abs(rho));
                    var s = set.Floor + Math.Max(rho, 0) + Math.Log(1 + e);
                    var y = (double)b[i * (targets + 1) + t];
                    if (!isInside)
                    {
                        logs[t] += Math.Log(s);
                        var weight = outside * unit[t] * (set.Beta == (Real)0.5 ? 1 / s : Math.Pow(s, 2 * set.Beta - 2));
                        var r = m - y - set.Perturbation * s * c[(k * rows + i) * targets + t];
                        sum += 0.5 * weight * r * r;
                        slope[at] = (Real)(weight * r);
                        slope[at + targets] = 0;
                    }
                    if (isHeld)
                        slope[at] = slope[at + targets] = 0;
                    else if (isInside || set.Folds == 1)
                    {
                        var r2 = (m - y) * (m - y);
                        sum += inside * (Math.Log(s) + 0.5 * r2 / (s * s));
                        var sigmoid = rho >= 0 ? 1 / (1 + e) : e / (1 + e);
                        slope[at + targets] = (Real)(inside * (1 / s - r2 / (s * s * s)) * sigmoid * set.NoiseScale);
                        if (isInside)
                            slope[at] = 0;
                    }
                }
            }
        }
        for (var t = 0; t < targets; t++)
            set.LogScale[t] += 0.02 * (logs[t] * outside - set.LogScale[t]);
        n.Y.Values[0] = (Real)sum;
    }

    public override void Backward(in Node n)
    {
        var dy = n.Y.Grads[0];
        var slope = n.Scratch.Values;
        var da = n.A.Grads;
        for (var i = 0; i < da.Length; i++)
            da[i] += dy * slope[i];
    }
}
