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
    [InlineData(1, 159, 4_179_984, 10_069_156), InlineData(32, 180, 133_759_488, 14_559_988), InlineData(256, 587, 1_070_075_904, 56_642_626)]
    public void A_step_makes_these_calls_multiply_adds_and_moves_these_numbers(int members, long calls, long multiplyAdds, long numbers)
    {
        var step = new ReferenceStep(new() { Members = members, Networks = 1, Points = 1 }, team: null);
        using var tally = Tally.Start();
        step.Step();
        Assert.Equal((calls, multiplyAdds), (tally.Calls, tally.MultiplyAdds));
        Assert.Equal(numbers, tally.Bytes / (double)sizeof(Real), tolerance: 1e-4 * numbers);   // gaps up to the next cache line are shorter in double
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
