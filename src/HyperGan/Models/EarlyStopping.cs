namespace HyperGan;

/// <summary> Looks at a training by rows kept out of it: ends it when their likelihood no longer gains, and keeps the parameters that were best for them. </summary>
/// <param name="kept"> The rows. </param>
/// <param name="steps"> Steps of the training. </param>
/// <param name="patience"> Looks without a gain that end it. </param>
sealed class EarlyStopping(TrainingData kept, int steps, int patience)
{
    /// <summary> How often a whole training is looked at. </summary>
    const int Looks = 20;

    const int Members = 64;

    readonly int _every = Math.Max(1, steps / Looks);
    readonly double[] _y = [.. kept.Targets.ToArray().Select(y => (double)y)];
    Real[] _best = [];
    double _loss = double.PositiveInfinity;
    int _inVain;

    /// <summary> The step after which the kept rows were likeliest; 0 before the first look. </summary>
    public int Step { get; private set; }

    /// <summary> Whether the training goes on after this step. </summary>
    public bool GoesOn(TrainingSession session, int step)
    {
        if (step % _every != 0 && step != steps)
            return true;
        var loss = Loss(session);
        if (Step == 0 || loss < _loss)
        {
            (_loss, Step, _inVain) = (loss, step, 0);
            _best = session.Network.Tape.Parameters.Values.ToArray();
        }
        else
            _inVain++;
        return _inVain < patience;
    }

    /// <summary> Gives the session the parameters that were best. </summary>
    public void Restore(TrainingSession session) => _best.CopyTo(session.Network.Tape.Parameters.Values);

    /// <summary> −ln of the density of the kept rows, a mean over them and a sum over targets: of the mixture of members, in the targets' units. </summary>
    double Loss(TrainingSession session)
    {
        var targets = kept.TargetWidth;
        var units = session.Scaling!.Targets!.Scales[..targets].ToArray();
        var (means, deviations) = Mixtures.Predict(session.Ensemble, kept.Inputs, units, ((CrossFittedFit)session.Fit).Levels, Members, spare: 0, seed: 0);
        var sum = 0.0;
        for (var i = 0; i < _y.Length; i++)
            sum -= new Uncertainty.GaussianMixture(means.AsSpan(i * Members, Members), deviations.AsSpan(i * Members, Members)).LogDensity(_y[i]);
        return sum / kept.Rows;
    }
}
