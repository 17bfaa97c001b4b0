using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary>
/// Mutual information of x and z from samples: critics learn to tell pairs that belong together from pairs that met by chance, and a lower
/// bound is read from their scores. A critic flatters what it was trained on, so a share of the samples is held out, chooses the best
/// parameters, and gives the estimate.
/// </summary>
public sealed class MineEstimator
{
    /// <summary> Samples below which a mean and its standard error mean nothing. </summary>
    const int Fewest = 8;

    readonly Team? _team;
    Critic _critic;
    Standardization? _standardization;
    byte[] _fitted = [];
    int[] _heldOut = [];

    /// <summary> An estimator that has seen nothing. </summary>
    /// <param name="xWidth"> Columns of x. </param>
    /// <param name="zWidth"> Columns of z. </param>
    /// <param name="options"> Sizes and rates; the defaults if null. </param>
    /// <param name="team"> The threads the kernels use; null for the caller alone. Results do not depend on it. </param>
    /// <exception cref="ArgumentException"> A width or an option is impossible. </exception>
    public MineEstimator(int xWidth, int zWidth, MineOptions? options = null, Team? team = null)
    {
        (XWidth, ZWidth, Options, _team) = (xWidth, zWidth, options ?? new(), team);
        Options.Validate();
        _critic = new(xWidth, zWidth, Options, team);
    }

    /// <summary> Columns of x. </summary>
    public int XWidth { get; }

    /// <summary> Columns of z. </summary>
    public int ZWidth { get; }

    /// <summary> Sizes and rates. </summary>
    public MineOptions Options { get; private set; }

    /// <summary> What is climbed and reported. </summary>
    public Bound Bound
    {
        get => Options.Bound;
        init
        {
            Options = Options with { Bound = value };
            Options.Validate();
            _critic = new(XWidth, ZWidth, Options, _team);
        }
    }

    /// <summary> The statistics networks, on a tape of their own. </summary>
    public StatisticsNetwork Network => _critic.Network;

    /// <summary> Trains from the start, also a second time. The same seed and samples give the same bits. </summary>
    /// <param name="x"> rows × <see cref="XWidth"/>, row by row. </param>
    /// <param name="z"> rows × <see cref="ZWidth"/>, each row of the x beside it. Rows must be independent of each other. </param>
    /// <param name="marginalZ"> rows × <see cref="ZWidth"/> of z independent of all x; if empty, x meets the z of other rows. </param>
    /// <param name="progress"> Told after each pass. </param>
    /// <param name="cancellation"> Ends the fit after the pass at hand; the best parameters so far are kept. </param>
    /// <exception cref="ArgumentException"> Lengths do not match, a number is not finite, or there are too few samples. The estimator is then as it was. </exception>
    /// <exception cref="InvalidOperationException"> The loss is no number any more. The estimator is then as it was. </exception>
    public MineFit Fit(
        ReadOnlySpan<Real> x, ReadOnlySpan<Real> z, ReadOnlySpan<Real> marginalZ = default,
        IProgress<MineProgress>? progress = null, CancellationToken cancellation = default)
    {
        var samples = Samples.Of(x, z, marginalZ, XWidth, ZWidth);
        var held = (int)Math.Round(Options.HeldOut * samples.Rows);
        if (Math.Min(held, samples.Rows - held) < Fewest)
            throw new ArgumentException(
                $"Fit: of {samples.Rows} samples {held} would be held out and {samples.Rows - held} trained on; each must be at least {Fewest}. Give more samples, or another MineOptions.HeldOut.");
        var order = new int[samples.Rows];
        _critic.Random.Split("split").Permutation(order);
        var (heldOut, training) = (samples.Take(order.AsSpan(0, held)), samples.Take(order.AsSpan(held)));
        var standardization = Standardization.Of(training, Options.NormalScores);
        standardization.Apply(training);
        standardization.Apply(heldOut);
        var before = _critic.Parameters.ToArray();
        MineFit fit;
        try
        {
            fit = new Training(_critic, Options, training, heldOut).Run(progress, cancellation);
        }
        catch
        {
            before.CopyTo(_critic.Parameters);
            throw;
        }
        (_standardization, _heldOut, _fitted) = (standardization, order[..held], Fingerprint(x, z));
        return fit;
    }

    /// <summary> The bound on samples, with its standard error. Of the very samples it was fitted to, only those held out are used; fresh samples are better still. </summary>
    /// <param name="x"> rows × <see cref="XWidth"/>, row by row. </param>
    /// <param name="z"> rows × <see cref="ZWidth"/>, each row of the x beside it. </param>
    /// <param name="marginalZ"> rows × <see cref="ZWidth"/> of z independent of all x; if empty, x meets the z of other rows. </param>
    /// <exception cref="ArgumentException"> Lengths do not match, a number is not finite, or there are too few samples. </exception>
    /// <exception cref="InvalidOperationException"> Nothing was fitted yet. </exception>
    public InformationEstimate Estimate(ReadOnlySpan<Real> x, ReadOnlySpan<Real> z, ReadOnlySpan<Real> marginalZ = default)
    {
        if (_standardization is null)
            throw new InvalidOperationException("Estimate: the estimator has seen nothing yet; call Fit first.");
        var samples = Samples.Of(x, z, marginalZ, XWidth, ZWidth);
        if (Fingerprint(x, z).AsSpan().SequenceEqual(_fitted))
            samples = samples.Take(_heldOut);
        if (samples.Rows < Fewest)
            throw new ArgumentException($"Estimate: {samples.Rows} samples; at least {Fewest} are needed.");
        _standardization.Apply(samples);
        return _critic.Estimate(samples, Options.EvaluationPairs);
    }

    /// <summary> Of the pairs that belong together, which a critic may know by heart; other marginals beside them do not make them fresh. </summary>
    static byte[] Fingerprint(ReadOnlySpan<Real> x, ReadOnlySpan<Real> z) =>
        [.. SHA256.HashData(MemoryMarshal.AsBytes(x)), .. SHA256.HashData(MemoryMarshal.AsBytes(z))];
}
