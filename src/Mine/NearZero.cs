namespace HyperGan.Mine;

/// <summary> Functions of numbers near 0 to full relative precision, which .NET's own, ln of 1 + x and e^x minus 1 as they stand, do not have there. </summary>
static class NearZero
{
    /// <summary> ln(1 + x) </summary>
    /// <remarks> The rounding of u = 1 + x moves ln u and u − 1 by the same share, so their ratio is right, and x is too (Kahan). </remarks>
    public static double LogP1(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary> eˣ − 1, likewise. </summary>
    public static double ExpM1(double x)
    {
        var u = Math.Exp(x);
        return u == 1 ? x
            : u == 0 || double.IsInfinity(u) ? u - 1
            : (u - 1) * (x / Math.Log(u));
    }
}
