using HyperGan.Bench.Compare;
using HyperGan.Kernels;

namespace HyperGan.Bench.Tests;

/// <summary>
/// What one step of the reference's z mode is made of. It needs no clock: a step that does more than these figures got slower, whatever the
/// machine. Whoever lowers them writes the new ones here; whoever raises them says why.
/// </summary>
public class StepWorkTests
{
    [Theory]
    [InlineData(1, 154, 3_904_784, 11_175_182, 11_174_718), InlineData(32, 173, 124_953_088, 15_591_126, 15_590_710), InlineData(256, 579, 999_624_704, 57_115_844, 57_114_980)]
    public void A_step_makes_these_calls_multiply_adds_and_moves_these_numbers(int members, long calls, long multiplyAdds, long inSingle, long inDouble)
    {
        var step = new ReferenceStep(new() { Members = members, Networks = 1, Points = 1 }, team: null);
        using var tally = Tally.Start();
        step.Step();
        var numbers = sizeof(Real) == sizeof(float) ? inSingle : inDouble;   // gaps up to the next cache line are shorter in double
        Assert.Equal((calls, multiplyAdds, numbers), (tally.Calls, tally.MultiplyAdds, tally.Bytes / sizeof(Real)));
    }

    [Theory]
    [InlineData(1), InlineData(32), InlineData(256)]
    public void All_multiply_adds_are_asked_for(int members)
    {
        var sizes = new StepSizes { Members = members, Networks = 1, Points = 1 };
        var step = new ReferenceStep(sizes, team: null);
        using var tally = Tally.Start();
        step.Step();
        Assert.Equal(sizes.StepFlops, 2.0 * tally.MultiplyAdds);
    }
}
