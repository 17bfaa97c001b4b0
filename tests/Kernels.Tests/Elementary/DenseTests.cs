#if !DOUBLE
namespace HyperGan.Kernels.Tests;

/// <summary> Float against double, a hundred thousand bit patterns a function: every exponent of either sign, and a mantissa of every kind. </summary>
public class DenseTests
{
    public static TheoryData<string> Functions => [.. Function.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Floats_of_all_exponents_are_within_two_units_in_the_last_place(string name)
    {
        var function = Function.Named(name);
        var x = new float[100_000];
        for (var i = 0; i < x.Length; i++)
            x[i] = BitConverter.Int32BitsToSingle((int)(i * (long)42949 + i % 7));
        var y = new float[x.Length];
        function.OverSpan(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var exact = InDouble(name, x[i]);
            var error = float.IsNaN(y[i]) || float.IsInfinity(y[i]) || !double.IsFinite(exact)
                ? ((float)exact).Equals(y[i]) ? 0 : double.NaN
                : Math.Abs(y[i] - exact) / Math.ScaleB(1, Math.Max(exact == 0 ? -126 : Math.ILogB(exact), -126) - 23);
            Assert.True(error <= 2, $"{name}({x[i]:R}) = {y[i]:R} should be {exact:R}, {error} units wrong");
        }
    }

    static double InDouble(string name, double x) => name switch
    {
        "exp" => Math.Exp(x),
        "expm1" => Math.Abs(x) < 0.5 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1,
        "log" => Math.Log(x),
        "log1p" => Log1P(x),
        "tanh" => Math.Tanh(x),
        "sigmoid" => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
        "softplus" => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x))),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    // Near 0 the textbook form loses digits.
    static double Log1P(double x) => Math.Abs(x) < 0.5 ? 2 * Math.Atanh(x / (2 + x)) : Math.Log(1 + x);
}
#endif
