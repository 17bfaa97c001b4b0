using System.Numerics;

namespace HyperGan.Kernels.Tests;

/// <summary> What is cut, and what is not. </summary>
public class UnderflowTests
{
    [Fact]
    public void AShare_IsItsExponential_AndZeroBelowTwoToTheMinusEighty()
    {
        foreach (var log in (double[])[0, -1e-3, -1, -20, -55.4, -55.45])
            Assert.Equal(Elementary.Exp(new Vector<Real>((Real)log)), Underflow.Share(new((Real)log)));
        foreach (var log in (double[])[-55.46, -80, -88, -103, -745, double.NegativeInfinity])
            Assert.Equal(Vector<Real>.Zero, Underflow.Share(new((Real)log)));
        Assert.True(Vector.EqualsAll(Vector.Equals(Underflow.Share(new(Real.NaN)), Underflow.Share(new(Real.NaN))), Vector<Bits>.Zero));
    }

    /// <summary> Every lane is cut by itself. </summary>
    [Fact]
    public void AShareDependsOnNoNeighbour()
    {
        var logs = new Real[Vector<Real>.Count];
        for (var lane = 0; lane < logs.Length; lane++)
            logs[lane] = lane % 2 == 0 ? -lane : -90 - lane;
        var shares = Underflow.Share(new(logs));
        for (var lane = 0; lane < logs.Length; lane++)
            Assert.Equal(lane % 2 == 0 ? Elementary.Exp(new Vector<Real>(logs[lane]))[0] : 0, shares[lane]);
    }
}
