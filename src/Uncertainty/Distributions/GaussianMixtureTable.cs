namespace HyperGan.Uncertainty;

/// <summary>
/// An ensemble's predictions for many rows: means and deviations of members × rows, member after member, as one batched pass leaves
/// them. A view; each call allocates room for one row, nothing per row. Cut the rows into pieces, one table each, to share the work.
/// </summary>
public readonly ref struct GaussianMixtureTable
{
    readonly ReadOnlySpan<double> _means, _deviations;

    /// <summary> members × rows means, and as many deviations or one for each member, the same in all rows. </summary>
    /// <exception cref="ArgumentException"> The lengths do not fit, a mean is not finite, or a deviation not positive and finite. </exception>
    public GaussianMixtureTable(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, int members)
    {
        const string where = nameof(GaussianMixtureTable);
        if (members < 1 || means.IsEmpty || means.Length % members != 0)
            throw new ArgumentException($"{where}: {means.Length} means cannot be {members} members × rows; give members × rows of them, member after member.");
        var rows = means.Length / members;
        if (deviations.Length != means.Length && deviations.Length != members)
            throw new ArgumentException(
                $"{where}: {deviations.Length} deviations for {members} members × {rows} rows; give one for every mean ({means.Length}) or one for every member ({members}).");
        for (var i = 0; i < means.Length; i++)
            if (!double.IsFinite(means[i]))
                throw new ArgumentException($"{where}: the mean of member {i / rows} in row {i % rows} is {means[i]}; the model has diverged, or the row has a missing value.");
        Check.Positive(where, deviations.Length == members ? "deviation of member" : "deviation, member after member,", deviations);
        (Members, Rows) = (members, rows);
        _means = means;
        _deviations = deviations;
    }

    /// <summary> How many Gaussians in each row. </summary>
    public int Members { get; }

    /// <summary> How many rows. </summary>
    public int Rows { get; }

    /// <summary> One row's mixture, gathered into <paramref name="scratch"/> of 2 · Members numbers, which it goes on to use. </summary>
    /// <exception cref="ArgumentException"> There is no such row, or not enough room. </exception>
    public GaussianMixture Row(int row, Span<double> scratch)
    {
        if ((uint)row >= (uint)Rows || scratch.Length < 2 * Members)
            throw new ArgumentException($"GaussianMixtureTable.Row: row {row} of {Rows}, into {scratch.Length} numbers; give a row there is and {2 * Members} numbers of scratch.");
        var means = scratch[..Members];
        var deviations = scratch.Slice(Members, Members);
        if (_deviations.Length == Members)
            _deviations.CopyTo(deviations);
        else
            for (var k = 0; k < Members; k++)
                deviations[k] = _deviations[k * Rows + row];
        for (var k = 0; k < Members; k++)
            means[k] = _means[k * Rows + row];
        return GaussianMixture.Unchecked(means, deviations);
    }

    /// <summary> The mean of each row. </summary>
    /// <exception cref="ArgumentException"> The length is not that of the rows. </exception>
    public void Means(Span<double> into)
    {
        var scratch = Scratch(nameof(Means), into.Length);
        for (var row = 0; row < Rows; row++)
            into[row] = Row(row, scratch).Mean;
    }

    /// <summary> Epistemic and aleatoric standard deviation of each row, in the units of y; see <see cref="GaussianMixture.EpistemicVariance"/> for when one is NaN. </summary>
    /// <exception cref="ArgumentException"> A length is not that of the rows. </exception>
    public void Deviations(Span<double> epistemic, Span<double> aleatoric)
    {
        var scratch = Scratch(nameof(Deviations), epistemic.Length, aleatoric.Length);
        for (var row = 0; row < Rows; row++)
        {
            var mixture = Row(row, scratch);
            (epistemic[row], aleatoric[row]) = (mixture.EpistemicDeviation, mixture.AleatoricDeviation);
        }
    }

    /// <summary> The ends of each row's central interval, exact quantiles of the mixture. </summary>
    /// <exception cref="ArgumentException"> A length is not that of the rows, or the level is not strictly between 0 and 1. </exception>
    public void CentralIntervals(double level, Span<double> lower, Span<double> upper)
    {
        Check.Level("GaussianMixtureTable.CentralIntervals", level);
        var scratch = Scratch(nameof(CentralIntervals), lower.Length, upper.Length);
        for (var row = 0; row < Rows; row++)
            (lower[row], upper[row]) = Row(row, scratch).CentralInterval(level);
    }

    /// <summary> F(y) of each row: the probability integral transforms that <see cref="CalibrationCurve"/> takes. </summary>
    /// <exception cref="ArgumentException"> A length is not that of the rows, or a y is not finite. </exception>
    public void Cumulative(ReadOnlySpan<double> y, Span<double> into)
    {
        var scratch = Scratch(nameof(Cumulative), y, into.Length);
        for (var row = 0; row < Rows; row++)
            into[row] = Row(row, scratch).Cumulative(y[row]);
    }

    /// <summary> −ln f(y) of each row, in nats. </summary>
    /// <exception cref="ArgumentException"> A length is not that of the rows, or a y is not finite. </exception>
    public void NegativeLogLikelihoods(ReadOnlySpan<double> y, Span<double> into)
    {
        var scratch = Scratch(nameof(NegativeLogLikelihoods), y, into.Length);
        for (var row = 0; row < Rows; row++)
            into[row] = -Row(row, scratch).LogDensity(y[row]);
    }

    /// <summary> The continuous ranked probability score of each row, in the units of y; half of members² terms a row. </summary>
    /// <exception cref="ArgumentException"> A length is not that of the rows, or a y is not finite. </exception>
    public void Crps(ReadOnlySpan<double> y, Span<double> into)
    {
        var scratch = Scratch(nameof(Crps), y, into.Length);
        for (var row = 0; row < Rows; row++)
            into[row] = Uncertainty.Crps.Of(Row(row, scratch), y[row]);
    }

    double[] Scratch(string operation, ReadOnlySpan<double> y, int length)
    {
        Check.SameLength($"GaussianMixtureTable.{operation}", "rows", Rows, "y", y.Length);
        Check.Finite($"GaussianMixtureTable.{operation}", "y", y);
        return Scratch(operation, length);
    }

    double[] Scratch(string operation, params ReadOnlySpan<int> lengths)
    {
        foreach (var length in lengths)
            Check.SameLength($"GaussianMixtureTable.{operation}", "rows", Rows, "results", length);
        return new double[2 * Members];
    }
}
