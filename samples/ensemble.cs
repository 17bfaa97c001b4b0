#:project ../src/Autograd/HyperGan.Autograd.csproj

// Thirty-two networks in one: every parameter is a stack of 32, so one pass trains and evaluates them all. Each sees the data with
// noise of its own, and where there is no data they go different ways: their deviation is the epistemic uncertainty of the curve.

using HyperGan.Autograd;
using HyperGan.Kernels;

const int members = 32, points = 20, steps = 2_000;
const float noise = 9, xScale = 4, yScale = 64;

using var team = new Team(Environment.ProcessorCount);
var tape = new Tape(seed: 1, team);
var net = new Mlp(tape, [1, 64, 64, 1], Activation.Tanh, stack: members);
var adam = new Adam(tape.Parameters) { Rate = 5e-3, Schedule = new CosineSchedule(steps) };

var xs = new float[points];
var ys = new float[members * points];
var random = new RandomStream(seed: 1);
random.Normal(ys, 0, noise);                                       // every member's own noise …
for (var i = 0; i < points; i++)
{
    xs[i] = -4 + 8f * i / (points - 1);
    for (var m = 0; m < members; m++)
        ys[m * points + i] += xs[i] * xs[i] * xs[i];               // … around y = x³
}

for (var step = 0; step < steps; step++)
{
    tape.Reset();
    var x = tape.Constant(xs, points, 1) * (1 / xScale);           // 1 × 20 × 1: shared by all members
    var y = tape.Constant(ys, new(members, points, 1)) * (1 / yScale);
    var loss = (net.Apply(x) - y).Square().Mean();
    tape.Backward(loss);
    adam.Step();
    if ((step + 1) % 500 == 0)
        Console.WriteLine($"step {step + 1,5}   loss {loss.Item() * yScale * yScale,8:F2}");
}

Console.WriteLine();
Console.WriteLine("     x       x³     mean   deviation   band of two deviations");
for (var grid = -6f; grid <= 6; grid++)
{
    tape.Reset();
    var outputs = net.Apply(tape.Constant(grid / xScale)).Values;  // 32 × 1 × 1
    var mean = 0f;
    var square = 0f;
    foreach (var output in outputs)
        (mean, square) = (mean + output * yScale / members, square + output * output * yScale * yScale / members);
    var deviation = MathF.Sqrt(MathF.Max(0, square - mean * mean));
    Console.WriteLine($"{grid,6:F1} {grid * grid * grid,8:F1} {mean,8:F1} {deviation,11:F1}   {Band(mean, deviation)}");
}

static string Band(float mean, float deviation)
{
    var line = new string(' ', 61).ToCharArray();
    int At(float y) => Math.Clamp((int)MathF.Round(30 + y / 8), 0, 60);
    for (var i = At(mean - 2 * deviation); i <= At(mean + 2 * deviation); i++)
        line[i] = '░';
    line[At(mean)] = '█';
    return new string(line).TrimEnd();
}
