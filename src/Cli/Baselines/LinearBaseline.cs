namespace HyperGan.Cli.Baselines;

/// <summary>
/// Ridge regression: y = w·z + w₀ on standardised features z, w = argmin Σ (y − w·z − w₀)² + 10⁻⁶·n·(‖w‖² + w₀²), which also decides between equal
/// columns; σ² = Σ (y − w·z − w₀)² / (n − D − 1).
/// </summary>
sealed class LinearBaseline : IBaseline
{
    /// <summary> The penalty per training row. </summary>
    const double Penalty = 1e-6;

    readonly Standardization _scaling;
    readonly double[] _weights;

    LinearBaseline(Standardization scaling, double[] weights) => (_scaling, _weights) = (scaling, weights);

    public double Deviation { get; private init; }

    public double Mean(ReadOnlySpan<Real> features)
    {
        var mean = _weights[^1];
        for (var j = 0; j < features.Length; j++)
            mean += _weights[j] * (features[j] - _scaling.Means[j]) / _scaling.Scales[j];
        return mean;
    }

    /// <summary> The baseline of these rows. </summary>
    /// <param name="features"> rows × columns </param>
    /// <param name="targets"> rows </param>
    /// <exception cref="ArgumentException"> Lengths that do not fit, or too few rows for so many columns. </exception>
    public static LinearBaseline Fit(ReadOnlySpan<Real> features, ReadOnlySpan<Real> targets)
    {
        var columns = targets.IsEmpty ? 0 : features.Length / targets.Length;
        if (columns == 0 || features.Length != targets.Length * columns)
            throw new ArgumentException($"LinearBaseline: {features.Length} numbers are not whole rows for {targets.Length} targets.");
        if (targets.Length <= columns + 1)
            throw new ArgumentException($"LinearBaseline: {columns} columns need at least {columns + 2} rows, there are {targets.Length}; the spread around the line is unknown.");
        var scaling = Standardization.Of(features, columns);
        var weights = Solve(features, targets, scaling);
        var fitted = new LinearBaseline(scaling, weights);
        var squares = 0.0;
        for (var i = 0; i < targets.Length; i++)
            squares += Math.Pow(targets[i] - fitted.Mean(features.Slice(i * columns, columns)), 2);
        return new(scaling, weights) { Deviation = Math.Sqrt(squares / (targets.Length - columns - 1)) };
    }

    /// <summary> (ZᵀZ + λI)·w = Zᵀy by elimination, Z with a last column of ones. </summary>
    static double[] Solve(ReadOnlySpan<Real> features, ReadOnlySpan<Real> targets, Standardization scaling)
    {
        var (n, width) = (targets.Length, scaling.Columns + 1);
        var system = new double[width, width + 1];
        var z = new double[width + 1];
        for (var row = 0; row < n; row++)
        {
            for (var j = 0; j < width - 1; j++)
                z[j] = (features[row * (width - 1) + j] - scaling.Means[j]) / scaling.Scales[j];
            (z[width - 1], z[width]) = (1, targets[row]);
            for (var i = 0; i < width; i++)
                for (var j = 0; j <= width; j++)
                    system[i, j] += z[i] * z[j];
        }
        for (var i = 0; i < width; i++)
            system[i, i] += Penalty * n;
        return Eliminate(system);
    }

    /// <summary> Gauss–Jordan without a search for pivots: the matrix is positive definite. </summary>
    static double[] Eliminate(double[,] system)
    {
        var width = system.GetLength(0);
        for (var pivot = 0; pivot < width; pivot++)
            for (var i = 0; i < width; i++)
            {
                if (i == pivot)
                    continue;
                var factor = system[i, pivot] / system[pivot, pivot];
                for (var j = pivot; j <= width; j++)
                    system[i, j] -= factor * system[pivot, j];
            }
        return [.. Enumerable.Range(0, width).Select(i => system[i, width] / system[i, i])];
    }
}
