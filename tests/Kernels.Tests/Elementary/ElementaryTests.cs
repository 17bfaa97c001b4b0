using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class ElementaryTests
{
    const Real Infinity = Real.PositiveInfinity;

    public static TheoryData<string> Functions => [.. Function.All.Select(f => f.Name)];

    /// <summary> What can be said without computing: function, argument, value. </summary>
    public static TheoryData<string, Real, Real> Exceptions => new()
    {
        { "exp", 0, 1 }, { "exp", (Real)(-0.0), 1 }, { "exp", Infinity, Infinity }, { "exp", -Infinity, 0 }, { "exp", Real.NaN, Real.NaN },
        { "exp", Real.Epsilon, 1 }, { "exp", Real.MaxValue, Infinity }, { "exp", Real.MinValue, 0 },
        { "expm1", 0, 0 }, { "expm1", (Real)(-0.0), (Real)(-0.0) }, { "expm1", Infinity, Infinity }, { "expm1", -Infinity, -1 }, { "expm1", Real.NaN, Real.NaN },
        { "expm1", Real.Epsilon, Real.Epsilon }, { "expm1", -Real.Epsilon, -Real.Epsilon }, { "expm1", Real.MaxValue, Infinity }, { "expm1", Real.MinValue, -1 },
        { "log", 1, 0 }, { "log", 0, -Infinity }, { "log", (Real)(-0.0), -Infinity }, { "log", Infinity, Infinity }, { "log", -Infinity, Real.NaN },
        { "log", Real.NaN, Real.NaN }, { "log", -Real.Epsilon, Real.NaN }, { "log", -1, Real.NaN }, { "log", Real.MinValue, Real.NaN },
        { "log1p", 0, 0 }, { "log1p", (Real)(-0.0), (Real)(-0.0) }, { "log1p", -1, -Infinity }, { "log1p", Infinity, Infinity }, { "log1p", -Infinity, Real.NaN },
        { "log1p", Real.NaN, Real.NaN }, { "log1p", Real.Epsilon, Real.Epsilon }, { "log1p", -Real.Epsilon, -Real.Epsilon },
        { "log1p", Real.BitDecrement(-1), Real.NaN }, { "log1p", Real.MinValue, Real.NaN },
        { "tanh", 0, 0 }, { "tanh", (Real)(-0.0), (Real)(-0.0) }, { "tanh", Infinity, 1 }, { "tanh", -Infinity, -1 }, { "tanh", Real.NaN, Real.NaN },
        { "tanh", Real.Epsilon, Real.Epsilon }, { "tanh", -Real.Epsilon, -Real.Epsilon }, { "tanh", Real.MaxValue, 1 }, { "tanh", Real.MinValue, -1 },
        { "sigmoid", 0, (Real)0.5 }, { "sigmoid", (Real)(-0.0), (Real)0.5 }, { "sigmoid", Infinity, 1 }, { "sigmoid", -Infinity, 0 },
        { "sigmoid", Real.NaN, Real.NaN }, { "sigmoid", Real.Epsilon, (Real)0.5 }, { "sigmoid", Real.MaxValue, 1 }, { "sigmoid", Real.MinValue, 0 },
        { "softplus", Infinity, Infinity }, { "softplus", -Infinity, 0 }, { "softplus", Real.NaN, Real.NaN },
        { "softplus", Real.MaxValue, Real.MaxValue }, { "softplus", Real.MinValue, 0 },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Zeros_infinities_and_the_like_are_exact(string name, Real x, Real y)
    {
        var function = Function.Named(name);
        Assert.Equal(Bits(y), Bits(function.Of(x)));
        // In a vector that has ordinary neighbours, and in one of their own kind.
        Real[] all = [.. Enumerable.Repeat((Real)1, 40), x];
        function.OverSpan(all, all);
        Assert.Equal(Bits(y), Bits(all[40]));
        Assert.Equal(Bits(y), Bits(function.OverVector(new(x))[0]));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Values_are_within_two_units_in_the_last_place(string name)
    {
        var function = Function.Named(name);
        var x = Arguments(function, count: 700);
        var y = new Real[x.Length];
        function.OverSpan(x, y);
        for (var i = 0; i < x.Length; i++)
            Assert.True(function.Error(x[i], y[i]) <= 2, $"{name}({x[i]:R}) = {y[i]:R} is {function.Error(x[i], y[i])} units wrong");
    }

    /// <summary> Where, of millions of doubles, the last bits were worst, and where those of tanh would be if its divisor had been rounded twice. </summary>
    [Theory]
    [InlineData("exp", 463.38009666110406)]
    [InlineData("expm1", 0.35751672345097957)]
    [InlineData("tanh", 0.25528172834556628)]
    [InlineData("tanh", 0.54865670942173184)]
    [InlineData("sigmoid", -1.1050419891742256)]
    [InlineData("softplus", -1.2594104885400319)]
    public void The_worst_arguments_found_are_within_two_units_in_the_last_place(string name, double x)
    {
        var function = Function.Named(name);
        var error = function.Error((Real)x, function.Of((Real)x));
        Assert.True(error <= 2, $"{name}({(Real)x:R}) is {error} units wrong");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_value_has_the_same_bits_at_every_place_of_every_length(string name)
    {
        var function = Function.Named(name);
        var arguments = Arguments(function, count: 80);
        Real[] special = [0, Real.NaN, Infinity, -Infinity, Real.Epsilon, -1, Real.MaxValue];
        special.CopyTo(arguments, 20);
        var alone = Array.ConvertAll(arguments, x => Bits(function.Of(x)));
        for (var length = 0; length < 68; length++)
        {
            var offset = length % 7;
            using var x = new GuardedSpan(length);
            using var y = new GuardedSpan(length);
            arguments.AsSpan(offset, length).CopyTo(x.Span);
            function.OverSpan(x.Span, y.Span);
            function.OverSpan(x.Span, x.Span);
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(alone[offset + i], Bits(y.Span[i]));
                Assert.Equal(alone[offset + i], Bits(x.Span[i]));
            }
        }
        for (var i = 0; i + Vector<Real>.Count <= arguments.Length; i += Vector<Real>.Count)
            for (var lane = 0; lane < Vector<Real>.Count; lane++)
                Assert.Equal(alone[i + lane], Bits(function.OverVector(new(arguments, i))[lane]));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Lengths_that_differ_are_refused(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Function.Named(name).OverSpan(new Real[3], new Real[4]));
        Assert.Contains("3 numbers cannot fill 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tanh_is_odd_to_the_bit()
    {
        var function = Function.Named("tanh");
        foreach (var x in Arguments(function, count: 200))
            Assert.Equal(function.Of(x), -function.Of(-x));
    }

    /// <summary> Half of them with any exponent, half spread evenly where the function is interesting. </summary>
    static Real[] Arguments(Function function, int count)
    {
        var random = new Random(1);
        var x = new Real[count];
        for (var i = 0; i < count; i++)
            do
            {
                var sign = random.Next(2) == 0 ? 1 : -1;
                x[i] = i % 2 == 0
                    ? (Real)(sign * (1 + random.NextDouble()) * Math.Pow(2, random.Next(Real.ILogB(Real.Epsilon), Real.ILogB(Real.MaxValue))))
                    : (Real)((random.NextDouble() - 0.5) * (i % 8 < 4 ? 4 : 200));
            }
            while (!(x[i] >= function.Low && x[i] <= function.High));
        return x;
    }

    /// <summary> All bits but those of a NaN, of which there are many. </summary>
    static long Bits(double x) => double.IsNaN(x) ? -1 : BitConverter.DoubleToInt64Bits(x);
}
