using System.CommandLine;
using System.CommandLine.Help;

// A plain command rather than a RootCommand, which would call itself after the file it runs from.
var root = new Command("hypergan", "Neural-network uncertainty: one generator that turns noise into whole networks.")
{
    new HelpOption(),
    new VersionOption(),
};
return root.Parse(args).Invoke();
