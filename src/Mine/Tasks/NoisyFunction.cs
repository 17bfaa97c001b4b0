using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary> y = f(x) + σε with x and ε standard normal: how much of x a function tells through noise. </summary>
public sealed class NoisyFunction
{
    /// <summary> |x| beyond it has probability 1e-15. </summary>
    const double Reach = 8;

    readonly Func<double, double> _f;
    readonly Func<double, double>? _closedForm;

    /// <summary> A function of yours. </summary>
    /// <param name="name"> What it is called. </param>
    /// <param name="f"> Smooth on [−8, 8]. </param>
    public NoisyFunction(string name, Func<double, double> f) : this(name, f, null)
    {
    }

    NoisyFunction(string name, Func<double, double> f, Func<double, double>? closedForm) => (Name, _f, _closedForm) = (name, f, closedForm);

    /// <summary> y = x + σε, I = ½ ln(1 + 1/σ²). </summary>
    public static NoisyFunction Identity { get; } = new("x", x => x, sigma => sigma < 1
        ? 0.5 * NearZero.LogP1(sigma * sigma) - Math.Log(sigma)   // 1/σ² may be too large for a number
        : 0.5 * NearZero.LogP1(1 / (sigma * sigma)));

    /// <summary> y = x³ + σε </summary>
    public static NoisyFunction Cube { get; } = new("x³", x => x * x * x);

    /// <summary> y = sin x + σε </summary>
    public static NoisyFunction Sine { get; } = new("sin x", Math.Sin);

    /// <summary> The reference's three: x, x³, sin x. </summary>
    public static IReadOnlyList<NoisyFunction> All { get; } = [Identity, Cube, Sine];

    /// <summary> What it is called. </summary>
    public string Name { get; }

    /// <summary> Independent pairs. </summary>
    /// <param name="sigma"> σ, positive. </param>
    /// <param name="count"> Number of pairs. </param>
    /// <param name="seed"> What they follow from. </param>
    /// <exception cref="ArgumentException"> σ is not positive, or there is nothing to draw. </exception>
    public (Real[] X, Real[] Y) Sample(double sigma, int count, ulong seed = 0)
    {
        Check(sigma);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new RandomStream(seed).Split("noisy function");
        var (x, y) = (new Real[count], new Real[count]);
        random.Split("x").Normal(x);
        random.Split("noise").Normal(y);
        for (var i = 0; i < count; i++)
            y[i] = (Real)(_f(x[i]) + sigma * y[i]);
        return (x, y);
    }

    /// <summary> I = h(y) − h(σε) in nats: in closed form where there is one, else by <see cref="Integrate"/>. </summary>
    /// <exception cref="ArgumentException"> σ is not positive, or so small against the range of f that the grid would not fit; or f is not finite somewhere. </exception>
    public double MutualInformation(double sigma)
    {
        Check(sigma);
        return _closedForm?.Invoke(sigma) ?? Integrate(sigma);
    }

    /// <summary>
    /// h(y) = −∫ p ln p dy with p(y) = ∫ φ(x) φ((y − f(x)) / σ) / σ dx, both by the trapezoidal rule: steps of σ/4 in y, and in x such that
    /// f moves by at most σ/2. For integrands as smooth as these, which vanish at both ends, the rule is exact to about 1e-9.
    /// </summary>
    internal double Integrate(double sigma)
    {
        var (low, high, steepest) = Range();
        var step = sigma / 4;
        var first = low - 9 * sigma;
        var cells = (high - low + 18 * sigma) / step + 2;
        if (cells > 1 << 27)
            throw new ArgumentException($"NoisyFunction {Name}: σ = {sigma} is too small against a range of {high - low} to integrate; give a larger one.");
        var p = new double[(int)cells];
        var points = (int)Math.Max(2 * Reach * steepest / (sigma / 2), 512);
        var dx = 2 * Reach / points;
        for (var i = 0; i <= points; i++)
        {
            var x = i * dx - Reach;
            var center = (_f(x) - first) / step;   // in cells
            var weight = dx * Density(x) / sigma;
            for (var j = (int)Math.Max(center - 36, 0); j <= Math.Min(center + 36, p.Length - 1); j++)
                p[j] += weight * Density((j - center) / 4);
        }
        var entropy = 0.0;
        foreach (var density in p)
            if (density > 0)
                entropy -= step * density * Math.Log(density);
        return entropy - 0.5 * Math.Log(2 * Math.PI * Math.E * sigma * sigma);
    }

    /// <summary> Smallest and largest f, and the largest slope, on [−8, 8]. </summary>
    (double Low, double High, double Steepest) Range()
    {
        const int Points = 4096;
        var (low, high, steepest, before) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, _f(-Reach));
        for (var i = 0; i <= Points; i++)
        {
            var x = 2 * Reach * i / Points - Reach;
            var y = _f(x);
            if (!double.IsFinite(y))
                throw new ArgumentException($"NoisyFunction {Name}: f({x}) is {y}; it must be finite on [−{Reach}, {Reach}], where x falls.");
            (low, high) = (Math.Min(low, y), Math.Max(high, y));
            steepest = Math.Max(steepest, Math.Abs(y - before) * Points / (2 * Reach));
            before = y;
        }
        return (low, high, steepest);
    }

    static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    static void Check(double sigma)
    {
        if (!(sigma > 0) || !double.IsFinite(sigma))
            throw new ArgumentException($"NoisyFunction: σ is {sigma}; without noise the information is infinite, give a positive number.");
    }
}
