namespace HyperGan.Mine;

/// <summary> (v − mean) / deviation, column by column, so that a critic starts alike whatever the units. Information does not change by it. </summary>
sealed class Standardization
{
    readonly (double Mean, double Deviation)[] _x, _z;

    Standardization((double Mean, double Deviation)[] x, (double Mean, double Deviation)[] z) => (_x, _z) = (x, z);

    /// <summary> From the columns of these samples. A constant column has no deviation; it is only centred. </summary>
    public static Standardization Of(Samples samples) => new(Moments(samples.X, samples.XWidth), Moments(samples.Z, samples.ZWidth));

    /// <summary> Overwrites the samples. </summary>
    public void Apply(Samples samples)
    {
        Apply(samples.X, _x);
        Apply(samples.Z, _z);
        if (samples.FirstShift == 0)
            Apply(samples.Other, _z);
    }

    static (double Mean, double Deviation)[] Moments(Real[] values, int width)
    {
        var moments = new (double, double)[width];
        var rows = values.Length / width;
        for (var column = 0; column < width; column++)
        {
            double mean = 0, square = 0;
            for (var i = column; i < values.Length; i += width)
                mean += values[i] / (double)rows;
            for (var i = column; i < values.Length; i += width)
                square += (values[i] - mean) * (values[i] - mean) / rows;
            moments[column] = (mean, square > 0 ? Math.Sqrt(square) : 1);
        }
        return moments;
    }

    static void Apply(Real[] values, (double Mean, double Deviation)[] moments)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (mean, deviation) = moments[i % moments.Length];
            values[i] = (Real)((values[i] - mean) / deviation);
        }
    }
}
