# SourceTree.pm: what check-layers and check-code have in common: reading the C files of a tree, and
# saying in TAP what was found.
#
# A script has a table of rules [name, function that returns the violations "file:line: what"] and a
# table of faults by which --self-test shows that each rule finds what it is there to find.
package SourceTree;
use strict;
use warnings;
use utf8;
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);

our @EXPORT = qw(code_of each_match ok read_tree run_checks);

# The code of C text: comments and the insides of literals blanked, line breaks kept.
sub code_of {
    my ($text) = @_;
    $text =~ s{
        ( /\*.*?(?:\*/|\z) | //[^\n]* )                 # a comment
      | ( "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )   # a string or character
    }{
        my $found = $&;
        my $lines = $found =~ tr/\n//;
        defined $1 ? ' ' . "\n" x $lines : '""' . "\n" x $lines
    }gsex;
    return $text;
}

# { name => { lines => [...], code => [...], includes => [[line, '<' or '"', name], ...] } }
sub read_tree {
    my ($root, @folders) = @_;
    my %tree;
    for my $path (map { glob_c("$root/$_") } @folders) {
        my $text = read_text($path);
        my @lines = split /\n/, $text;
        my @code = split /\n/, code_of($text);
        my @includes;
        for my $i (0 .. $#lines) {
            # The name stands in a literal, so it is read from the text where code has the directive.
            next unless ($code[$i] // '') =~ /^\s*#\s*include\b/;
            push @includes, [$i + 1, $1, $2] if $lines[$i] =~ /#\s*include\s*([<"])([^>"]+)[>"]/;
        }
        $tree{substr $path, length("$root/")} = {lines => \@lines, code => \@code, includes => \@includes};
    }
    return \%tree;
}

sub read_text {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$0: $path: $!\n";
    local $/;
    return <$in> // '';
}

# The C files of a folder and of those within it.
sub glob_c {
    my ($folder) = @_;
    opendir my $dir, $folder or return;
    my @names = sort grep { !/^\./ } readdir $dir;
    return map { -d "$folder/$_" ? glob_c("$folder/$_") : /\.[ch]$/ ? "$folder/$_" : () } @names;
}

# Violations of "no code in these files matches", as file:line.
sub each_match {
    my ($tree, $where, $pattern, $what) = @_;
    my @found;
    for my $file (grep { $_ =~ $where } sort keys %$tree) {
        my $code = $tree->{$file}{code};
        for my $i (0 .. $#$code) {
            push @found, "$file:" . ($i + 1) . ": $1: $what" while $code->[$i] =~ /$pattern/g;
        }
    }
    return @found;
}

# --- TAP ---

my $n_tests = 0;
my $n_failed = 0;

sub ok {
    my ($pass, $name, @diagnostics) = @_;
    $n_tests++;
    $n_failed++ unless $pass;
    print $pass ? '' : 'not ', "ok $n_tests - $name\n";
    print "# $_\n" for @diagnostics;
}

sub check_tree {
    my ($root, $script) = @_;
    my $tree = $script->{read}->($root);
    ok(%$tree > 0, 'there is something to check');
    for my $rule (@{$script->{rules}}) {
        my ($name, $check) = @$rule;
        my @found = $check->($tree);
        ok(!@found, $name, @found);
    }
}

# --- the self-test: each row makes one fault in an otherwise sound tree ---

sub write_tree {
    my ($root, $files) = @_;
    for my $name (sort keys %$files) {
        make_path(dirname("$root/$name"));
        open my $out, '>:encoding(UTF-8)', "$root/$name" or die "$0: $root/$name: $!\n";
        print $out $files->{$name};
        close $out or die "$0: $root/$name: $!\n";
    }
}

# What each rule finds in a tree of these files: { rule name => [violations] }.
sub violations_of {
    my ($files, $script) = @_;
    my $root = tempdir(CLEANUP => 1);
    write_tree($root, $files);
    my $tree = $script->{read}->($root);
    return {map { $_->[0] => [$_->[1]->($tree)] } @{$script->{rules}}};
}

sub self_test {
    my ($script) = @_;
    my $sound = $script->{sound};
    my @found = map { @$_ } values %{violations_of($sound, $script)};
    ok(!@found, 'a sound tree has no violation', @found);

    my @names = map { $_->[0] } @{$script->{rules}};
    my %tried;
    for my $fault (@{$script->{faults}}) {
        my ($begins, $file, $text, $expected) = @$fault;
        my ($rule) = grep { index($_, $begins) == 0 } @names;
        my $found = violations_of({%$sound, $file => ($sound->{$file} // '') . $text}, $script)->{$rule};
        (my $shown = $text) =~ s/\s+/ /g;
        my $pass = @$found == 1 && $found->[0] =~ /^\Q$expected\E:/;
        ok($pass, "$rule: " . substr($shown, 0, 60), $pass ? () : ("expected $expected, found:", @$found));
        $tried{$rule} = 1;
    }
    my @untried = grep { !$tried{$_} } @names;
    ok(!@untried, 'every rule was tried', @untried);
}

# Checks the tree at ROOT, or --self-test; returns the exit status. The script says
# { rules => [[name, check], ...], read => root to tree, sound => {file => text},
#   faults => [[beginning of a rule's name, file, text appended, where it is found], ...] }.
sub run_checks {
    my ($script, $argument) = @_;
    $argument eq '--self-test' ? self_test($script) : check_tree($argument, $script);
    print "1..$n_tests\n";
    return $n_failed ? 1 : 0;
}

1;
