using System.Numerics;
using HyperGan.Tests.Golden;

// Exit code 0 if every step is the reference's; an exception names the number that is not.
var tests = new GoldenStepTests();
foreach (var file in typeof(GoldenFile).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
{
    tests.The_first_step_has_the_reference_s_codes_weights_outputs_and_gradients(file);
    tests.A_run_repeats_the_reference(file);
    Console.WriteLine($"{file}: the reference's numbers, {Vector<Real>.Count * sizeof(Real) * 8}-bit vectors, {(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "native")}");
}
