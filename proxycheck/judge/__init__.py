"""What a rule and a finding are, and which cause silences which consequence."""
