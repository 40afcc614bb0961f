// Invented people for the sample tenants: common given and family names, combined at random. No real person is meant.

export const europeanNames = {
  given: [
    'Anna', 'Lukas', 'Marie', 'Jonas', 'Sofia', 'Mateo', 'Ingrid', 'Piotr', 'Katarzyna', 'Henrik', 'Elena', 'Marco',
    'Chiara', 'Antoine', 'Camille', 'Niamh', 'Cormac', 'Aoife', 'Tomáš', 'Veronika', 'Willem', 'Fleur', 'Björn', 'Astrid',
    'Dimitris', 'Eleni', 'João', 'Beatriz', 'Miklós', 'Zsófia', 'Andrei', 'Ioana', 'Petra', 'Rasmus', 'Liis', 'Emilia',
    'Nikolaos', 'Margot', 'Thijs', 'Rosalie', 'Fabian', 'Greta', 'Stefan', 'Mirela', 'Oskar', 'Hanna', 'Pauline', 'Yannick',
  ],
  family: [
    'Bergmann', 'Lindqvist', 'Moreau', 'Kowalczyk', 'Novák', 'Ferreira', 'Rossetti', 'Papadakis', 'van Dijk', 'Ó Briain',
    'Hoffmann', 'Dumont', 'Garcia', 'Jankowski', 'Nilsson', 'Virtanen', 'Horváth', 'Popescu', 'Steiner', 'Claes',
    'Murphy', 'Keller', 'Laurent', 'Sørensen', 'Conti', 'Marinescu', 'Tamm', 'Vogel', 'Peeters', 'Almeida', 'Schreiber',
    'Galvin', 'Ricci', 'Nowicki', 'Eriksson', 'Fontaine', 'Brandt', 'Kallas', 'Dvořák', 'Svensson', 'Lefèvre', 'Weiss',
  ],
} as const; // prettier-ignore

export const indianNames = {
  given: [
    'Aarav', 'Diya', 'Rohan', 'Ananya', 'Vikram', 'Priya', 'Arjun', 'Meera', 'Kabir', 'Nisha', 'Rahul', 'Kavya', 'Imran',
    'Zara', 'Gurpreet', 'Harleen', 'Suresh', 'Lakshmi', 'Karthik', 'Divya', 'Sanjay', 'Pooja', 'Aditya', 'Ishita', 'Naveen',
    'Shreya', 'Joseph', 'Maria', 'Farhan', 'Ayesha', 'Manoj', 'Rekha', 'Deepak', 'Sneha', 'Varun', 'Tanvi', 'Yusuf', 'Anjali',
    'Bhavesh', 'Hetal', 'Debashish', 'Moumita', 'Tenzin', 'Lalita', 'Prakash', 'Swati', 'Nikhil', 'Gayatri',
  ],
  family: [
    'Sharma', 'Iyer', 'Patel', 'Reddy', 'Nair', 'Singh', 'Kaur', 'Banerjee', 'Das', 'Mehta', 'Kulkarni', 'Deshpande', 'Khan',
    'Fernandes', 'Pillai', 'Gupta', 'Joshi', 'Rao', 'Chatterjee', 'Bose', 'Menon', 'Verma', 'Malhotra', 'Naidu', 'Hegde',
    'Shaikh', 'Thomas', 'Bhatt', 'Choudhury', 'Saxena', 'Agarwal', 'Mishra', 'Pandey', 'Shetty', 'Gowda', 'Sethi', 'Dutta',
    'Bhat', 'Krishnan', 'Subramanian', 'Trivedi', 'Gill',
  ],
} as const; // prettier-ignore
