using HyperGan.Autograd;

namespace HyperGan;

/// <summary> The variances at which a layer of n inputs keeps the scale of what passes through it. </summary>
static class WeightScale
{
    /// <summary> He's c / n, with c = 2 where a kind of ReLU follows and halves the mean square, 1 elsewhere (He et al. 2015). </summary>
    public static double Weight(MainNetwork network, int layer) =>
        (network.ActivationAfter(layer) is Activation.Relu or Activation.LeakyRelu or Activation.Elu ? 2.0 : 1.0) / network.Widths[layer];

    /// <summary> 1 / n: kinks of a first layer then spread over the range of standardised inputs, and deeper layers keep their scale. </summary>
    public static double Bias(MainNetwork network, int layer) => 1.0 / network.Widths[layer];
}
