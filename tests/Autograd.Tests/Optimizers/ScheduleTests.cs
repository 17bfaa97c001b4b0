namespace HyperGan.Autograd.Tests;

public class ScheduleTests
{
    [Fact]
    public void Constant_IsOne() => Assert.Equal([1, 1, 1], Factors(Schedule.Constant, 0, 5, 1_000_000));

    [Fact]
    public void Cosine_FallsHalfAWave_ThenStays() =>
        Assert.Equal([1, 0.75, 0.5, 0.25, 0, 0], Factors(new CosineSchedule(Steps: 120), 0, 40, 60, 80, 120, 500), Close);

    [Fact]
    public void Cosine_WarmsUp_AndEndsWhereAsked() =>
        Assert.Equal([0.25, 1, 1, 0.55, 0.1], Factors(new CosineSchedule(Steps: 24, Final: 0.1, WarmUp: 4), 0, 3, 4, 14, 24), Close);

    [Fact]
    public void Cosine_IsFinalFromItsLastStepOn_AlsoAfterWarmUpAlone() =>
        Assert.Equal([1, 0.1, 0.1], Factors(new CosineSchedule(Steps: 4, Final: 0.1, WarmUp: 4), 3, 4, 5), Close);

    [Fact]
    public void Step_DropsEverySoOften() => Assert.Equal([1, 1, 0.5, 0.5, 0.25], Factors(new StepSchedule(Every: 10, Factor: 0.5), 0, 9, 10, 19, 20));

    [Fact]
    public void Step_RefusesToChangeEveryZeroSteps() => Assert.Throws<InvalidOperationException>(() => new StepSchedule(0).At(3));

    static double[] Factors(Schedule schedule, params long[] steps) => [.. steps.Select(schedule.At)];

    static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
