using HyperGan.Autograd;

namespace HyperGan;

/// <summary> y = ½ scale Σ p (w − w0)²      dw += scale dy p (w − w0)      (p a row of precisions) </summary>
sealed class PriorPenalty : Op
{
    public override void Forward(in Node n)
    {
        var w = n.A.Values;
        var w0 = n.B.Values;
        var p = n.C.Values;
        double sum = 0;
        for (var row = 0; row < w.Length; row += p.Length)
            for (var i = 0; i < p.Length; i++)
            {
                var d = w[row + i] - w0[row + i];
                sum += p[i] * d * d;
            }
        n.Y.Values[0] = (Real)(0.5 * n.Scalar * sum);
    }

    public override void Backward(in Node n)
    {
        var w = n.A.Values;
        var w0 = n.B.Values;
        var p = n.C.Values;
        var dw = n.A.Grads;
        var scale = n.Scalar * n.Y.Grads[0];
        for (var row = 0; row < w.Length; row += p.Length)
            for (var i = 0; i < p.Length; i++)
                dw[row + i] += scale * p[i] * (w[row + i] - w0[row + i]);
    }
}
