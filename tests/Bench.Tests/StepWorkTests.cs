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
    [InlineData(1, 159, 4_179_984, 10_069_156, 10_068_684), InlineData(32, 180, 133_759_488, 14_559_988, 14_559_588), InlineData(256, 587, 1_070_075_904, 56_642_626, 56_641_666)]
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
    public void Nearly_all_multiply_adds_are_asked_for(int members)
    {
        var sizes = new StepSizes { Members = members, Networks = 1, Points = 1 };
        var step = new ReferenceStep(sizes, team: null);
        using var tally = Tally.Start();
        step.Step();
        Assert.InRange(2 * tally.MultiplyAdds / sizes.StepFlops, 1, 1.03);   // the gradient of noise beside codes comes along
    }
}
