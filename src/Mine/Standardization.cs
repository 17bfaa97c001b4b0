namespace HyperGan.Mine;

/// <summary> Makes columns alike, so that a critic starts alike whatever the units: (v − mean) / deviation, or <see cref="NormalScores"/>. Information does not change by it. </summary>
sealed class Standardization
{
    /// <summary> Deviations up to this share of the mean are its rounding. </summary>
    const double RoundingNoise = 1e-12;

    readonly IColumnMap[] _x, _z;

    Standardization(IColumnMap[] x, IColumnMap[] z) => (_x, _z) = (x, z);

    /// <summary> From the columns of these samples. A constant column, or one that varies by the rounding of its mean alone, has no deviation; it is only centred. </summary>
    /// <param name="samples"> Those to learn from. </param>
    /// <param name="normalScores"> Whether ranks count, rather than values. </param>
    public static Standardization Of(Samples samples, bool normalScores) =>
        new(Maps(samples.X, samples.XWidth, normalScores), Maps(samples.Z, samples.ZWidth, normalScores));

    /// <summary> Overwrites the samples. </summary>
    public void Apply(Samples samples)
    {
        Apply(samples.X, _x);
        Apply(samples.Z, _z);
        if (samples.FirstShift == 0)
            Apply(samples.Other, _z);
    }

    static IColumnMap[] Maps(Real[] values, int width, bool normalScores)
    {
        var maps = new IColumnMap[width];
        var column = new double[values.Length / width];
        for (var j = 0; j < width; j++)
        {
            for (var i = 0; i < column.Length; i++)
                column[i] = values[i * width + j];
            var moments = Moments.Of(column);
            maps[j] = normalScores ? new NormalScores(column, moments.Deviation) : moments;
        }
        return maps;
    }

    static void Apply(Real[] values, IColumnMap[] maps)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (Real)maps[i % maps.Length].Of(values[i]);
    }

    sealed record Moments(double Mean, double Deviation) : IColumnMap
    {
        public static Moments Of(double[] column)
        {
            double mean = 0, square = 0;
            foreach (var value in column)
                mean += value / column.Length;
            foreach (var value in column)
                square += (value - mean) * (value - mean) / column.Length;
            var deviation = Math.Sqrt(square);
            return new(mean, deviation > RoundingNoise * Math.Abs(mean) ? deviation : 1);
        }

        public double Of(double v) => (v - Mean) / Deviation;
    }
}
