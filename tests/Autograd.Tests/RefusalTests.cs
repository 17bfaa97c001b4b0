namespace HyperGan.Autograd.Tests;

/// <summary> What is refused by a tape says why, and leaves nothing behind. </summary>
public class RefusalTests
{
    readonly Tape _tape = new();

    public RefusalTests() => _tape.Parameter("w", new(1, 3), (values, _) => values.Fill(2));

    [Theory]
    [InlineData(65_537, 65_536), InlineData(65_536, 65_536), InlineData(3, 0), InlineData(0, 3)]
    public void Integers_that_are_none_or_too_many(int count, int repeat) => AssertRefused<ArgumentException>(
        $"{count} integers, {repeat} times", () => _tape.Integers(new int[count], repeat));

    [Fact]
    public void Room_for_more_numbers_than_there_are() => AssertRefused<InvalidOperationException>("more than", () => _tape.Reserve(long.MaxValue));

    [Fact]
    public void Noise_without_a_distribution()
    {
        AssertRefused<ArgumentException>("mean", () => _tape.Normal(new(2, 2), Real.NaN));
        AssertRefused<ArgumentException>("low", () => _tape.Uniform(new(2, 2), 1, 1));
    }

    [Fact]
    public void An_initialisation_that_puts_something_on_the_tape() => AssertRefused<InvalidOperationException>(
        "'v': its initialisation", () => _tape.Parameter("v", new(2, 2), (values, _) =>
        {
            _tape.Constant(new Real[5_000], 50, 100).Square();   // moves the numbers
            values.Fill(3);
        }));

    void AssertRefused<TException>(string words, Action action) where TException : Exception
    {
        Assert.Contains(words, Assert.Throws<TException>(action).Message, StringComparison.Ordinal);
        var later = _tape.Parameter($"after {words}", Shape.Scalar, (values, _) => values[0] = 5);   // refused, where anything is left
        _tape.Backward((_tape.Parameters["w"].Tensor * later).Sum());
        Assert.Equal([5, 5, 5], _tape.Parameters["w"].Gradient.ToArray());
        _tape.Reset();
    }
}
