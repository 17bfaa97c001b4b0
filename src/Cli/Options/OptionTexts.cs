namespace HyperGan.Cli.Options;

/// <summary> What the help says about every option of the records; the one place for it. The help keeps this order. </summary>
static class OptionTexts
{
    /// <summary> Members of <see cref="HyperGanOptions"/>, by their names in JSON and on the command line. </summary>
    public static IReadOnlyDictionary<string, string> Training { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["seed"] = "Where all random numbers come from: the same seed gives the same bits, with any number of threads.",
        ["steps"] = "Training steps.",
        ["members"] = "Networks drawn in a step.",
        ["rate"] = "Learning rate of the generator.",
        ["schedule"] = "How the rates change over the steps.",
        ["hidden"] = "Hidden widths of the networks that are generated.",
        ["activation"] = "Activation of the networks that are generated.",
        ["noise"] = "What the generator's noise is drawn from.",
        ["noise-width"] = "Numbers of noise for each network.",
        ["condition"] = "What the generator reads beside the noise.",
        ["labels"] = "Labels of a one-hot condition.",
        ["condition-scale"] = "What stands for 1 in a one-hot condition: the larger, the less networks of different labels have in common.",
        ["latent"] = "Numbers of code for each layer, from which a head makes its weights.",
        ["mixer-hidden"] = "Hidden widths of the mixer, which turns noise into codes.",
        ["mixer-activation"] = "Activation of the mixer.",
        ["heads"] = "How the heads start: hyperfan gives the weights He's variance, py-torch does what the reference did.",
        ["diversity-fraction"] = "Share of the weights' variance that the noise makes at the start, 0 to 1 (hyperfan heads).",
        ["diversity"] = "What keeps the networks apart.",
        ["diversity-weight"] = "Weight of the diversity term in the loss.",
        ["diversity-rate"] = "Learning rate of the diversity term's own network (discriminator, information).",
        ["diversity-hidden"] = "Hidden widths of the diversity term's own network.",
        ["code-prior"] = "What codes should look like to a discriminator.",
        ["prior-variance"] = "Variance of the weights' prior in units of He's (prior-anchor).",
        ["displacement"] = "How far from the training rows the networks should disagree, in deviations of the inputs (function).",
        ["noise-deviation"] = "Deviation of the targets' noise, in their units; each network then learns from targets perturbed by it. 0 for a plain squared error.",
        ["cross-fit"] = "Learn mean and noise of every target apart, by folds of rows that are the labels of a one-hot condition.",
        ["noise-head"] = "Whether the noise that is learned by cross-fit depends on the inputs (heteroscedastic) or is the same everywhere (homoscedastic).",
        ["fit-weight"] = "Weight of the fit in the loss.",
        ["standardize"] = "Bring inputs and targets to mean 0 and deviation 1.",
        ["batch-size"] = "Training rows of a step.",
        ["weight-decay"] = "Decoupled weight decay.",
        ["maximum-norm"] = "Gradients of a larger norm are scaled down to it; 0 for no limit.",
    };

    /// <summary> Members of <see cref="Mine.MineOptions"/>, by their names in JSON and on the command line. </summary>
    public static IReadOnlyDictionary<string, string> Mine { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["seed"] = "Where all random numbers come from.",
        ["bound"] = "What is climbed and reported.",
        ["hidden"] = "Hidden widths of every critic.",
        ["activation"] = "Activation of the critics.",
        ["critics"] = "Critics trained side by side and averaged.",
        ["rate"] = "Learning rate at the start; it falls to 0 along half a cosine wave.",
        ["weight-decay"] = "Decoupled weight decay.",
        ["maximum-norm"] = "Gradients of a larger norm are scaled down to it. Default: no limit.",
        ["batch"] = "Pairs of a mini-batch.",
        ["marginals"] = "Pairs that met by chance, for each pair of a mini-batch.",
        ["epochs"] = "Passes over the pairs.",
        ["normal-scores"] = "Let critics see the normal scores of ranks rather than values: for heavy tails.",
        ["held-out"] = "Share of the pairs that is held out, to choose the best parameters by.",
        ["evaluation-pairs"] = "Pairs that met by chance, of an estimate in all.",
        ["average-rate"] = "Rate of the moving average of the mine bound.",
    };
}
