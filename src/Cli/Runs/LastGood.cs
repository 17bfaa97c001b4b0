using HyperGan.Autograd;

namespace HyperGan.Cli.Runs;

/// <summary> The last parameters known to be good: those from which a loss was computed and found finite. Where training diverges, the parameters at hand are the first that are not. </summary>
/// <param name="parameters"> What is watched. </param>
sealed class LastGood(ParameterRange parameters)
{
    Real[] _good = parameters.Values.ToArray(), _tried = new Real[parameters.Values.Length];

    /// <summary> Takes a step; if it succeeds, the parameters before it were good. </summary>
    public StepFigures Step(Trainer trainer)
    {
        parameters.Values.CopyTo(_tried);
        var figures = trainer.Step();
        (_good, _tried) = (_tried, _good);
        return figures;
    }

    /// <summary> Back to them. </summary>
    public void Restore() => _good.CopyTo(parameters.Values);
}
