using HyperGan.Autograd;

namespace HyperGan;

/// <summary> y = scale · Σ (w − w0)²      dw += 2 scale dy (w − w0) </summary>
sealed class PriorPenalty : Op
{
    public override void Forward(in Node n)
    {
        var w = n.A.Values;
        var w0 = n.B.Values;
        double sum = 0;
        for (var i = 0; i < w.Length; i++)
            sum += (double)(w[i] - w0[i]) * (w[i] - w0[i]);
        n.Y.Values[0] = (Real)(n.Scalar * sum);
    }

    public override void Backward(in Node n)
    {
        var w = n.A.Values;
        var w0 = n.B.Values;
        var dw = n.A.Grads;
        var scale = 2 * n.Scalar * n.Y.Grads[0];
        for (var i = 0; i < w.Length; i++)
            dw[i] += scale * (w[i] - w0[i]);
    }
}
